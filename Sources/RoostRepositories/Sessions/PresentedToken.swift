/// The digest of a text that has the form of a token. Anything else is unknown without a look at the store.
struct PresentedToken: Sendable {
    /// The characters of a ``Token``.
    static let length = (Token.bitCount + 5) / 6

    let text: String
    let digest: TokenDigest
    /// Of a refresh token: what it has in common with all others of its session.
    var family: TokenFamily { TokenFamily(of: text) }

    /// Nil for what cannot be a token. Looks at no more than 43 bytes, however long the text is.
    init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        self.text = text
        digest = TokenDigest(of: text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
