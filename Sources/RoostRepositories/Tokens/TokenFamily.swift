/// What all refresh tokens of a session begin with: 120 random bits, which nobody knows who never had one of them.
///
/// Whoever presents a token that begins so and is not the session's latest has kept an older one. That is why spent
/// tokens need not be stored, however many there are.
struct TokenFamily: Sendable {
    /// In base64url.
    static let characters = 20
    static let byteCount = 15

    let text: String

    /// A family that nobody can guess.
    init() {
        var generator = SystemRandomNumberGenerator()
        text = Base64URL.encode((0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// The family of a token. REQUIRES: a text that has the form of a token.
    init(of token: String) {
        text = String(token.prefix(Self.characters))
    }

    var digest: TokenDigest { TokenDigest(of: text) }
}

extension Token {
    /// Makes a token of a family: 136 of its bits are new.
    init(in family: TokenFamily) {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<(Self.bitCount / 8 - TokenFamily.byteCount)).map { _ in
            UInt8.random(in: .min ... .max, using: &generator)
        }
        self.init(text: family.text + Base64URL.encode(bytes))
    }
}
