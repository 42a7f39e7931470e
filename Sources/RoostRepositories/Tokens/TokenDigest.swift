import Crypto

/// The SHA-256 of a token's text: it tells whether a token is the right one, and nobody can get the token back from it.
///
/// Tokens have 256 random bits, so that there is nothing to guess and a plain hash is enough; do not use it for
/// passwords.
public struct TokenDigest: Sendable, Hashable {
    /// The 32 bytes of the hash in base64url without padding: 43 characters.
    public let text: String

    /// Hashes a token as a client sent it.
    public init(of token: String) {
        text = Base64URL.encode(Array(SHA256.hash(data: Array(token.utf8))))
    }

    /// Takes a digest as it was stored.
    public init(stored text: String) {
        self.text = text
    }

    /// Compares in a time that does not depend on where the two differ.
    public static func == (a: TokenDigest, b: TokenDigest) -> Bool {
        isEqual(a.text, b.text)
    }

    /// Compares two secrets in a time that depends on their lengths alone.
    static func isEqual(_ a: String, _ b: String) -> Bool {
        let a = Array(a.utf8)
        let b = Array(b.utf8)
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for position in a.indices { difference |= a[position] ^ b[position] }
        return difference == 0
    }
}
