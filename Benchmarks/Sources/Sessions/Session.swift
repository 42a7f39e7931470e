package import Foundation

/// The record of all benchmarks: a session of a web application, 363 bytes of JSON.
package struct Session: Codable, Sendable, Equatable {
    /// 130 characters, the primary key.
    package var accessToken: String
    package var refreshToken: String
    package var user: User
    package var createdAt: Date
    package var updatedAt: Date
    package var expiresAt: Date

    package init(
        accessToken: String, refreshToken: String, user: User, createdAt: Date, updatedAt: Date, expiresAt: Date
    ) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.user = user
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
    }

    /// Whose session it is.
    package struct User: Codable, Sendable, Equatable {
        package var id: String
        package var name: String
        package var email: String
        package var roles: [String]

        package init(id: String, name: String, email: String, roles: [String]) {
            self.id = id
            self.name = name
            self.email = email
            self.roles = roles
        }
    }
}
