import Foundation
import RoostRepositories

/// A browser that is signed in.
struct Client: Sendable {
    var sessionID: UUID
    var accessToken: String
    var refreshToken: String
    var expiresAt: Date

    init(_ granted: GrantedSession<Account>) {
        sessionID = granted.session.id
        accessToken = granted.accessToken.text
        refreshToken = granted.refreshToken.text
        expiresAt = granted.session.expiresAt
    }
}

/// A user with the browsers in use.
struct Household: Sendable {
    let user: Int
    var clients: [Client] = []
}
