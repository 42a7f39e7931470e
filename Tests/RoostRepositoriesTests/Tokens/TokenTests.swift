import Foundation
import RoostRepositories
import Testing

@Suite("Tokens")
struct TokenTests {
    /// Gives the same word again and again.
    private struct Stuck: RandomNumberGenerator {
        var word: UInt64
        mutating func next() -> UInt64 { word }
    }

    @Test("256 bits are 43 characters that need no escaping, and decode to the generator's bits")
    func text() throws {
        var generator = Stuck(word: 0xFBFF_FEFD_0001_0203)
        let text = Token(using: &generator).text
        #expect(text.count == 43)
        #expect(text.utf8.allSatisfy { "-_".utf8.contains($0) || Character(UnicodeScalar($0)).isASCIIAlphanumeric })
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + "="
        let word: [UInt8] = [0x03, 0x02, 0x01, 0x00, 0xFD, 0xFE, 0xFF, 0xFB]
        #expect(Data(base64Encoded: base64) == Data(word + word + word + word))
    }

    @Test("No two tokens are equal, and every bit varies")
    func randomness() throws {
        let tokens = (0..<2_000).map { _ in Token().text }
        #expect(Set(tokens).count == tokens.count)
        let bytes = try tokens.map { text in
            try #require(
                Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + "="))
        }
        for bit in 0..<Token.bitCount {
            let ones = bytes.count { $0[bit / 8] >> UInt8(bit % 8) & 1 == 1 }
            // Ten standard deviations.
            #expect((776...1_224).contains(ones), "bit \(bit)")
        }
    }

    @Test("Neither description nor dump shows the secret")
    func redaction() {
        let token = Token()
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token)".contains(token.text))
        #expect(!String(reflecting: token).contains(token.text))
        #expect(!dumped.contains(token.text))
    }

    /// The vectors of FIPS 180-4, in base64url.
    @Test(
        "A digest is SHA-256",
        arguments: [
            ("", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"),
            ("abc", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "JI1qYdIGOLjlwCaTDD5gOaM85Flk_yFn9uzt1BnbBsE"),
        ])
    func digest(token: String, expected: String) {
        #expect(TokenDigest(of: token).text == expected)
        #expect(TokenDigest(of: token) == TokenDigest(stored: expected))
        #expect(TokenDigest(of: token + "x") != TokenDigest(stored: expected))
    }
}

extension Character {
    fileprivate var isASCIIAlphanumeric: Bool { isASCII && (isLetter || isNumber) }
}
