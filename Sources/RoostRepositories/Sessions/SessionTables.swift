import Foundation
import Roost

/// The two tables of the sessions, and what one transaction does to both.
struct SessionTables<User: SessionUser>: Sendable {
    let sessions: Table<Session<User>, UUID>
    let spent: Table<SpentToken, String>

    init(named name: String) {
        sessions = Session<User>.table.named(name)
        spent = SpentToken.table.named(name + ".spent")
    }

    /// All sessions of a user.
    func sessions(of userID: User.ID) -> Query<Session<User>> {
        Query(in: sessions).where(\.userID).equals(userID)
    }

    /// The session with an access token.
    func session(accessDigest digest: TokenDigest) -> Query<Session<User>> {
        Query(in: sessions).where(\.accessDigest).equals(digest.text)
    }

    /// The session with a refresh token.
    func session(refreshDigest digest: TokenDigest) -> Query<Session<User>> {
        Query(in: sessions).where(\.refreshDigest).equals(digest.text)
    }

    /// The spent tokens of a session.
    func spent(of sessionID: UUID) -> Query<SpentToken> {
        Query(in: spent).where(\.sessionID).equals(sessionID)
    }

    /// Removes a session with its spent tokens; false when there was none.
    @discardableResult
    func remove(_ sessionID: UUID, in tx: WriteTransaction) throws -> Bool {
        try tx.query(spent(of: sessionID)).delete()
        return try tx.records(in: sessions).delete(sessionID)
    }
}
