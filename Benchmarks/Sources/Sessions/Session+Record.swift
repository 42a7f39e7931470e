package import Roost

extension Session: Record {
    /// What the benchmarks query.
    package struct Fields: Sendable {
        package let accessToken = Field("accessToken", \Session.accessToken)
        package let refreshToken = Field("refreshToken", \Session.refreshToken)
        package let userID = Field("user.id", \Session.user.id)
        package let userName = Field("user.name", \Session.user.name)
        package let updatedAt = Field("updatedAt", \Session.updatedAt)
        package let expiresAt = Field("expiresAt", \Session.expiresAt)
    }

    /// The table of most benchmarks.
    package static let table = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index($0.userID)
        Index($0.expiresAt)
        Index($0.updatedAt)
    }

    /// The table of look-ups by a unique secondary key.
    package static let uniqueTable = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index.unique($0.refreshToken)
    }

    /// The table of scans, in the order of the primary key or of one index.
    package static let scanTable = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken) {
        Index($0.updatedAt)
    }

    /// The table of sizes without an index.
    package static let plainTable = Table("sessions", fields: Fields(), primaryKey: \Fields.accessToken)
}
