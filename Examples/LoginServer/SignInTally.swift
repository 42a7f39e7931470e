#if Hummingbird
import Foundation
import Roost

/// What was spent of an ``Allowance``. One that is whole has no record: it has expired.
struct SignInTally: Codable, Sendable {
    var key: String
    var wholeAt: Date
}

extension SignInTally: Record {
    struct Fields: Sendable {
        let key = Field("key", \SignInTally.key)
        let wholeAt = Field("wholeAt", \SignInTally.wholeAt)
    }

    static let table = Table("signInTallies", fields: Fields(), primaryKey: \Fields.key) {
        Index($0.wholeAt)
    }.expiring(at: \Fields.wholeAt)
}
#endif
