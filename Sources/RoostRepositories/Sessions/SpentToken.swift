import Foundation
import Roost

/// A refresh token that was exchanged for a new one. Whoever presents it has a copy, and so does someone else.
struct SpentToken: Codable, Sendable {
    /// Always a digest, whatever the policy: a spent token is only ever recognised.
    let digest: String
    /// The session whose token it was.
    let sessionID: UUID
    /// The session's absolute deadline: as long as the session can live, its old tokens are known.
    let expiresAt: Date
}

extension SpentToken: Record {
    struct Fields: Sendable {
        let digest = Field("digest", \SpentToken.digest)
        let sessionID = Field("sessionID", \SpentToken.sessionID)
        let expiresAt = Field("expiresAt", \SpentToken.expiresAt)
    }

    static var table: Table<SpentToken, String> {
        Table("spent", fields: Fields(), primaryKey: \Fields.digest) {
            Index($0.sessionID)
        }
        .expiring(at: \.expiresAt)
    }
}
