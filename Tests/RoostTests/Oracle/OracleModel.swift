/// What the store must hold, kept in a dictionary.
struct OracleModel: Equatable {
    private(set) var items: [Int: OracleItem] = [:]

    enum Clash: Error { case primaryKey, unique }

    var byID: [OracleItem] { items.values.sorted { $0.id < $1.id } }

    mutating func clear() { items = [:] }

    mutating func delete(_ id: Int) -> Bool { items.removeValue(forKey: id) != nil }

    /// One statement: unique codes are judged when all is written.
    mutating func write(_ records: [OracleItem], replacing: Bool) throws {
        var changed = items
        for record in records {
            if !replacing, changed[record.id] != nil { throw Clash.primaryKey }
            changed[record.id] = record
        }
        let codes = changed.values.compactMap(\.code)
        guard Set(codes).count == codes.count else { throw Clash.unique }
        items = changed
    }

    /// One statement over the records that match; the body may change the primary key.
    mutating func modify(_ isMatch: (OracleItem) -> Bool, _ body: (inout OracleItem) -> Void) throws -> Int {
        var changed = items
        let matching = byID.filter(isMatch)
        for record in matching {
            var modified = record
            body(&modified)
            if modified.id != record.id {
                changed[record.id] = nil
                guard changed[modified.id] == nil else { throw Clash.primaryKey }
            }
            changed[modified.id] = modified
        }
        let codes = changed.values.compactMap(\.code)
        guard Set(codes).count == codes.count else { throw Clash.unique }
        items = changed
        return matching.count
    }

    mutating func delete(_ isMatch: (OracleItem) -> Bool) -> Int {
        let doomed = byID.filter(isMatch)
        for record in doomed { items[record.id] = nil }
        return doomed.count
    }
}
