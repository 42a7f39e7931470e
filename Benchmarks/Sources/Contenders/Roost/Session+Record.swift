package import Roost
package import Sessions

extension Session: Record {
    /// What the benchmarks query.
    package struct Fields: Sendable {
        let accessToken = Field("accessToken", \Session.accessToken)
        let refreshToken = Field("refreshToken", \Session.refreshToken)
        let userID = Field("user.id", \Session.user.id)
        let userName = Field("user.name", \Session.user.name)
        let updatedAt = Field("updatedAt", \Session.updatedAt)
        let expiresAt = Field("expiresAt", \Session.expiresAt)
    }

    /// The table of most benchmarks.
    package static let table = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index($0.userID)
        Index($0.expiresAt)
        Index($0.updatedAt)
    }

    /// The table of look-ups by a unique secondary key.
    static let uniqueTable = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index.unique($0.refreshToken)
    }
}
