import Foundation
import Roost

/// A record with an index of every kind, which may expire and may be large.
struct Parcel: Codable, Sendable, Equatable {
    var id: Int
    var code: String
    var alias: String?
    var owner: String
    var tags: [String]
    var until: Date?
    var note: String
}

extension Parcel: Record {
    struct Fields: Sendable {
        let id = Field("id", \Parcel.id)
        let code = Field("code", \Parcel.code)
        let alias = Field("alias", \Parcel.alias)
        let owner = Field("owner", \Parcel.owner)
        let tags = EachField("tags", \Parcel.tags)
        let until = Field("until", \Parcel.until)
        let note = Field("note", \Parcel.note)
    }

    static let table = Table("parcels", fields: Fields(), primaryKey: \Fields.id) {
        Index.unique($0.code).covering($0.owner)
        Index.unique($0.alias)
        Index($0.owner, $0.until.descending).covering($0.code, $0.alias)
        Index.each($0.tags).covering($0.owner)
    }
    .expiring(at: \Fields.until)

    /// The same records, which expire five seconds after they were put.
    static let timed = Table("timed", fields: Fields(), primaryKey: \Fields.id) { Index.unique($0.code) }
        .expiring(after: 5)
}
