import Foundation
import Roost

/// A record that expires, with text that no compression makes shorter.
struct Parcel: Codable, Sendable, Equatable {
    var id: Int
    var city: String
    var text: String
    var until: Date

    init(_ id: Int, city: String = "Zug", length: Int = 10, until: Date = .distantFuture) {
        self.id = id
        self.city = city
        self.until = until
        var text = ""
        var word = UInt64(bitPattern: Int64(id)) &+ 0x9E37_79B9_7F4A_7C15
        while text.utf8.count < length {
            word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
            text += String(word, radix: 36)
        }
        self.text = text
    }
}

extension Parcel: Record {
    struct Fields: Sendable {
        let id = Field("id", \Parcel.id)
        let city = Field("city", \Parcel.city)
        let text = Field("text", \Parcel.text)
        let until = Field("until", \Parcel.until)
    }

    static let table = Table("parcels", fields: Fields(), primaryKey: \Fields.id) { Index($0.city) }
        .expiring(at: \Fields.until)
}
