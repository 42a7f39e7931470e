public import Foundation
public import Roost

extension Session: Record {
    /// The fields that queries may name.
    public struct Fields: Sendable {
        /// The session's identifier.
        public let id = Field("id", \Session.id)
        /// Whose session it is.
        public let userID = Field("userID", \Session.userID)
        /// When the user signed in.
        public let createdAt = Field("createdAt", \Session.createdAt)
        /// When the session was last active.
        public let updatedAt = Field("updatedAt", \Session.updatedAt)
        /// From when on it can neither be used nor refreshed.
        public let expiresAt = Field("expiresAt", \Session.expiresAt)
        let accessDigest = Field("accessDigest", \Session.accessDigest)
        let familyDigest = Field("familyDigest", \Session.familyDigest)
    }

    /// The sessions under their default name; ``Sessions/tables(named:)`` is what to open a database with.
    public static var table: Table<Session, UUID> {
        Table(Sessions<User>.defaultName, fields: Fields(), primaryKey: \Fields.id) {
            Index.unique($0.accessDigest)
            Index.unique($0.familyDigest)
            Index($0.userID, $0.updatedAt)
            Index($0.updatedAt)
            Index($0.expiresAt)
        }
        .expiring(at: \.expiresAt)
    }
}
