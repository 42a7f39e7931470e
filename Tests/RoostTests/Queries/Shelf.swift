import Roost

/// A record with many elements: those of `many` are `a…` and `z…` in a known proportion.
struct Shelf: Codable, Sendable, Equatable {
    var id: Int
    var group: Int
    var many: [String]

    /// - Parameters:
    ///   - low: how many elements begin with `a`.
    ///   - high: how many begin with `z`.
    init(_ id: Int, low: Int, high: Int, group: Int? = nil) {
        self.id = id
        self.group = group ?? id % 10
        // In another order from record to record, and not in that of the index.
        many = (0..<low).map { "a\(($0 * 7 + id * 3) % 100) \(id * $0 % 13)" } + (0..<high).map { "z\($0) \(id)" }
    }
}

extension Shelf: Record {
    struct Fields: Sendable {
        let id = Field("id", \Shelf.id)
        let group = Field("group", \Shelf.group)
        let many = EachField("many", \Shelf.many)
    }

    static let table = Table("shelves", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.group)
        Index.each($0.many)
    }
}

extension Shelf {
    /// The shelves with an element of a set, each once, by its first such element, then by id; or backwards, by its last.
    static func byElement(
        _ shelves: [Shelf], reverse: Bool = false, where isIncluded: (String) -> Bool
    ) -> [Int] {
        let rows = shelves.compactMap { shelf in
            let elements = shelf.many.filter(isIncluded)
            return (reverse ? elements.max() : elements.min()).map { (element: $0, id: shelf.id) }
        }
        return rows.sorted { reverse ? $0 > $1 : $0 < $1 }.map(\.id)
    }
}
