/// A secret of 256 random bits, as text that fits into headers, cookies and URLs.
///
/// The text is the bits in base64url without padding (RFC 4648, section 5): 43 characters. It is what a client holds; a
/// server best keeps only its ``TokenDigest``.
public struct Token: Sendable {
    /// The number of random bits.
    public static let bitCount = 256

    /// The 43 characters. A secret: keep it out of logs.
    public let text: String

    /// Makes a token that nobody can guess: its bits come from the system's generator, which is cryptographically
    /// secure.
    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    /// Makes a token from a generator's bits. With one that can be foreseen, so can the token: for tests only.
    public init(using generator: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.bitCount / 8)
        for _ in 0..<(Self.bitCount / 64) {
            let word: UInt64 = generator.next()
            withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
        }
        text = Base64URL.encode(bytes)
    }

    init(text: String) {
        self.text = text
    }
}

/// Kept out of descriptions and dumps by mistake.
extension Token: CustomStringConvertible, CustomReflectable {
    /// Says that there is a token and not which.
    public var description: String { "Token(…)" }
    /// Shows no bits.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
