#if Hummingbird
import Foundation
import Roost

/// An address that an account was signed in from.
struct KnownAddress: Codable, Sendable {
    /// Of account and address.
    var key: String
    var account: String
    var expiresAt: Date
}

extension KnownAddress: Record {
    struct Fields: Sendable {
        let key = Field("key", \KnownAddress.key)
        let account = Field("account", \KnownAddress.account)
        let expiresAt = Field("expiresAt", \KnownAddress.expiresAt)
    }

    static let table = Table("knownAddresses", fields: Fields(), primaryKey: \Fields.key) {
        Index($0.account, $0.expiresAt)
    }.expiring(at: \Fields.expiresAt)
}
#endif
