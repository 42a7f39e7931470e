import Roost

/// A record that shares a class instance with every copy of itself, and has collections without an order.
struct Tent: Codable, Sendable {
    /// Changed only by the closure that has the record.
    final class Style: Codable, @unchecked Sendable {
        var colour: String
        var inner: Style?

        init(colour: String, inner: Style? = nil) {
            self.colour = colour
            self.inner = inner
        }
    }

    var id: Int
    var style: Style
    var labels: Set<String> = []
    var weights: [Double: Bool] = [:]
    var words: [String: Int] = [:]
}

extension Tent: Record {
    struct Fields: Sendable {
        let id = Field("id", \Tent.id)
        let colour = Field("style.colour", \Tent.style.colour)
    }

    static let table: Table<Tent, Int> = Table("tents", fields: Fields(), primaryKey: \.id) {
        Index($0.colour)
    }
}
