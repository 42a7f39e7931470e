import Foundation
import Roost

/// The table of the sessions, and the queries on it.
struct SessionQueries<User: SessionUser>: Sendable {
    let table: Table<Session<User>, UUID>
    // Made once: a key path of a generic type is looked up by name each time it is written down.
    private let byUser: Where<Session<User>, User.ID, Unbound>
    private let byAccess: Where<Session<User>, String, Unbound>
    private let byFamily: Where<Session<User>, String, Unbound>

    init(named name: String) {
        table = Session<User>.table.named(name)
        byUser = Query(in: table).where(\.userID)
        byAccess = Query(in: table).where(\.accessDigest)
        byFamily = Query(in: table).where(\.familyDigest)
    }

    /// All sessions of a user.
    func sessions(of userID: User.ID) -> Query<Session<User>> {
        byUser.equals(userID)
    }

    /// The session with an access token.
    func session(accessDigest digest: TokenDigest) -> Query<Session<User>> {
        byAccess.equals(digest.text)
    }

    /// The session whose refresh tokens are of a family.
    func session(familyDigest digest: TokenDigest) -> Query<Session<User>> {
        byFamily.equals(digest.text)
    }
}
