import Foundation
import Roost

/// The two tables of the sessions, and what one transaction does to both.
struct SessionTables<User: SessionUser>: Sendable {
    let sessions: Table<Session<User>, UUID>
    let spent: Table<SpentToken, String>
    // Made once: a key path of a generic type is looked up by name each time it is written down.
    private let byUser: Where<Session<User>, User.ID, Unbound>
    private let byAccess: Where<Session<User>, String, Unbound>
    private let byRefresh: Where<Session<User>, String, Unbound>
    private let bySession: Where<SpentToken, UUID, Unbound>

    init(named name: String) {
        sessions = Session<User>.table.named(name)
        spent = SpentToken.table.named(name + ".spent")
        byUser = Query(in: sessions).where(\.userID)
        byAccess = Query(in: sessions).where(\.accessDigest)
        byRefresh = Query(in: sessions).where(\.refreshDigest)
        bySession = Query(in: spent).where(\.sessionID)
    }

    /// All sessions of a user.
    func sessions(of userID: User.ID) -> Query<Session<User>> {
        byUser.equals(userID)
    }

    /// The session with an access token.
    func session(accessDigest digest: TokenDigest) -> Query<Session<User>> {
        byAccess.equals(digest.text)
    }

    /// The session with a refresh token.
    func session(refreshDigest digest: TokenDigest) -> Query<Session<User>> {
        byRefresh.equals(digest.text)
    }

    /// The spent tokens of a session.
    func spent(of sessionID: UUID) -> Query<SpentToken> {
        bySession.equals(sessionID)
    }

    /// Removes a session with its spent tokens; false when there was none.
    @discardableResult
    func remove(_ sessionID: UUID, in tx: WriteTransaction) throws -> Bool {
        try tx.query(spent(of: sessionID)).delete()
        return try tx.records(in: sessions).delete(sessionID)
    }
}
