import Foundation
import Measuring

/// Makes sessions, each of which depends on its position alone.
package struct SessionGenerator {
    /// The sessions that every store is loaded with. Those behind them belong to the same users and expire and were
    /// updated later.
    let count: Int
    /// The names that users have; each has one of them.
    static let names = [
        "Ada Lovelace", "Alan Turing", "Barbara Liskov", "Edsger Dijkstra", "Grace Hopper", "John Backus",
        "Leslie Lamport", "Margaret Hamilton", "Niklaus Wirth", "Tony Hoare",
    ]
    private static let roles = [["user"], ["user", "editor"], ["user", "admin"], ["user", "auditor"]]
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// One user for each 100 sessions.
    var userCount: Int { max(1, count / 100) }

    /// Times are 500 ms apart or more, so that a bound between two of them is one for every way to store a time.
    static let firstExpiry = 800_000_000.0
    static let firstUpdate = 790_000_000.0

    /// Makes sessions for stores that are loaded with so many; at most a million.
    package init(count: Int) {
        self.count = count
    }

    /// The session at a position.
    package func session(at position: Int) -> Session {
        var generator = SeededGenerator(seed: UInt64(position) &* 0x2545_F491_4F6C_DD1D)
        let expires = Self.firstExpiry + Double(rank(position, 1_000_003)) + milliseconds(&generator)
        let updated = Self.firstUpdate + Double(rank(position, 1_000_033)) + milliseconds(&generator)
        let created = updated - 86_400 + milliseconds(&generator)
        return Session(
            accessToken: Self.token(130, &generator), refreshToken: Self.token(24, &generator),
            user: user(position % userCount), createdAt: Date(timeIntervalSinceReferenceDate: created),
            updatedAt: Date(timeIntervalSinceReferenceDate: updated),
            expiresAt: Date(timeIntervalSinceReferenceDate: expires))
    }

    func user(_ number: Int) -> Session.User {
        let name = Self.names[number % Self.names.count]
        let local = name.lowercased().split(separator: " ")[1]
        return Session.User(
            id: userID(number), name: name, email: "\(local)\(number)@example.com",
            roles: Self.roles[number % Self.roles.count])
    }

    func userID(_ number: Int) -> String { "u\(1_000_000 + number)" }

    static func token(_ length: Int, _ generator: inout SeededGenerator) -> String {
        String(unsafeUninitializedCapacity: length) { buffer in
            var bits: UInt64 = 0
            for index in 0..<length {
                if index.isMultiple(of: 10) { bits = generator.next() }
                buffer[index] = alphabet[Int(bits & 63)]
                bits >>= 6
            }
            return length
        }
    }

    /// The place of a session in an order that has nothing to do with its position. REQUIRES: a prime above the count.
    private func rank(_ position: Int, _ prime: Int) -> Int {
        position < count ? position * prime % count : position
    }

    private func milliseconds(_ generator: inout SeededGenerator) -> Double {
        Double(1 + generator.next(below: 499)) / 1_000
    }
}
