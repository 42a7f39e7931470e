import Foundation
import Measuring

/// What a kind of attackers asks for, again and again.
enum Attack: String, CaseIterable {
    case garbageTokens = "garbage tokens"
    case longTexts = "long texts"
    case refreshStorm = "refresh storms"
    case signInStorm = "sign-in storms"

    /// Addresses of a kind are of one network, 127.16.0.0 and following, one for each client.
    func address(of client: Int) -> UInt32 {
        let kind = UInt32(Self.allCases.firstIndex(of: self) ?? 0)
        return 0x7F10_0000 + kind << 16 + UInt32(client + 1)
    }

    func request(using generator: inout some RandomNumberGenerator, shared: RefreshTokens) -> HTTPText {
        switch self {
        case .garbageTokens:
            let token = Self.token(using: &generator)
            return Bool.random(using: &generator)
                ? .get("/me", token: token) : .post("/refresh", ["refreshToken": token])
        case .longTexts: return Self.longText(using: &generator)
        case .refreshStorm: return .post("/refresh", ["refreshToken": shared.next()])
        case .signInStorm: return .login("ada", Self.token(using: &generator))
        }
    }

    private static func token(using generator: inout some RandomNumberGenerator) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        return String((0..<43).map { _ in letters[Int.random(in: 0..<64, using: &generator)] })
    }

    private static func longText(using generator: inout some RandomNumberGenerator) -> HTTPText {
        let marks = ["e\u{301}", "\u{301}\u{323}", "\u{1D160}", "\u{FB2C}"]
        let mark = marks[Int.random(in: 0..<marks.count, using: &generator)]
        let text = "a" + String(repeating: mark, count: 3_800 / mark.utf8.count)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return .login(text, "password")
        case 1: return .post("/login", ["name": "ada", "password": text])
        case 2: return .post("/refresh", ["refreshToken": text])
        default: return .get("/me", token: String(repeating: "A", count: 3_900))
        }
    }
}

/// The refresh tokens that the clients of a storm share: each takes the newest, and all that comes back is newest in turn.
///
/// `@unchecked Sendable`: the tokens are only touched under the lock.
final class RefreshTokens: @unchecked Sendable {
    private let lock = NSLock()
    private var tokens: [String]
    private var turn = 0

    init(_ tokens: [String]) { self.tokens = tokens }

    func next() -> String {
        lock.withLock {
            turn += 1
            return tokens[turn % tokens.count]
        }
    }

    func granted(_ token: String) {
        lock.withLock { tokens[turn % tokens.count] = token }
    }
}
