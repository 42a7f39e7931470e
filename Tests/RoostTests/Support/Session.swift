import Foundation
import Roost

/// A session of a web application, the record whose workloads are counted: every one has the same number of bytes.
struct Session: Codable, Sendable, Equatable {
    struct User: Codable, Sendable, Equatable {
        var id: String
        var name: String
        var email: String
        var roles: [String]
    }

    var accessToken: String
    var refreshToken: String
    var user: User
    var createdAt: Date
    var updatedAt: Date
    var expiresAt: Date
}

extension Session: Record {
    struct Fields: Sendable {
        let accessToken = Field("accessToken", \Session.accessToken)
        let refreshToken = Field("refreshToken", \Session.refreshToken)
        let userID = Field("user.id", \Session.user.id)
        let userName = Field("user.name", \Session.user.name)
        let updatedAt = Field("updatedAt", \Session.updatedAt)
        let expiresAt = Field("expiresAt", \Session.expiresAt)
    }

    static let table = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index($0.userID)
        Index($0.expiresAt)
        Index($0.updatedAt)
    }

    /// The same records, found by their refresh tokens.
    static let uniqueTable = Table("uniqueSessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index.unique($0.refreshToken)
    }
}

extension Session {
    /// How many sessions the counted workloads are loaded with. There are 20 users, with 100 of them each, and 10 names,
    /// with 200 each.
    static let loadedCount = 2_000

    static let loaded = (0..<loadedCount).map(Session.init(number:))

    /// A session that depends on its number alone. The loaded ones expire one second apart, and each ten in a row in
    /// that order have ten different names.
    init(number: Int) {
        let isLoaded = number < Self.loadedCount
        accessToken = Self.token(130, number)
        refreshToken = Self.token(24, number)
        let user = number % 20
        self.user = User(
            id: "u\(1_000_000 + user)", name: "Name number \(user % 10)", email: "user\(10 + user)@example.com",
            roles: ["user"])
        updatedAt = Self.update(isLoaded ? number * 1_009 % Self.loadedCount : number)
        expiresAt = Self.expiry(isLoaded ? number * 7_919 % Self.loadedCount : number)
        createdAt = Date(timeIntervalSinceReferenceDate: 700_000_000.25)
    }

    /// The time at which the session at a place in the order of expiry expires.
    static func expiry(_ rank: Int) -> Date { Date(timeIntervalSinceReferenceDate: 800_000_000.25 + Double(rank)) }

    /// The time at which the session at a place in the order of updates was updated.
    static func update(_ rank: Int) -> Date { Date(timeIntervalSinceReferenceDate: 790_000_000.25 + Double(rank)) }

    private static func token(_ length: Int, _ number: Int) -> String {
        let digits = String(number * 7_919 % 1_000_003)
        return digits + String(repeating: "-", count: length - digits.count)
    }
}
