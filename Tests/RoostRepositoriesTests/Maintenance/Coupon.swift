import Foundation
import Roost

/// A record that expires.
struct Coupon: Codable, Sendable, Equatable {
    var id: Int
    var shop: String
    var text: String
    var until: Date
}

extension Coupon: Record {
    struct Fields: Sendable {
        let id = Field("id", \Coupon.id)
        let shop = Field("shop", \Coupon.shop)
        let until = Field("until", \Coupon.until)
    }

    static let table = Table("coupons", fields: Fields(), primaryKey: \Fields.id) { Index($0.shop) }
        .expiring(at: \Fields.until)

    /// Text that no compression makes shorter is used up quickly: these are different for each record.
    init(_ id: Int, until: Date, length: Int = 10) {
        self.id = id
        self.until = until
        shop = "shop \(id % 7)"
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
