import Roost
import RoostRepositories

/// What a session keeps of its user.
struct SoakUser: SessionUser {
    var id: Int
    var name: String
}

/// What is cached. Some are larger than one value of the store can be.
struct SoakPayload: Codable, Sendable {
    var key: String
    var text: String
}

/// A counter that every task counts up: no increment may be lost.
struct Beat: Codable, Sendable {
    var id: Int
    var beats: Int
}

extension Beat: Record {
    struct Fields: Sendable {
        let id = Field("id", \Beat.id)
        let beats = Field("beats", \Beat.beats)
    }

    static let table: Table<Beat, Int> = Table("beats", fields: Fields(), primaryKey: \Fields.id)
}
