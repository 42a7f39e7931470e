import Roost
import Testing

/// One query has one order, whatever its terminal wants of the records.
@Suite struct OneOrderTests {
    /// Of which the entries have all that `primaryKeys()` and `keys` want, and not what `toArray()` does.
    private static let table = RequestItem.table("items", ["age*"])

    private func store() throws -> Records<RequestItem, Database> {
        let db = try Database.inMemory(tables: [Self.table])
        let records = db.records(in: Self.table)
        try records.bulkPut(
            (1...6).map { id in
                RequestItem(id: id, name: "n\(id)", place: nil, age: 70 - 10 * id, score: nil, tags: [], marks: nil)
            })
        return records
    }

    @Test("conditions on the key and on a field with an index, forwards and backwards", arguments: [false, true])
    func keyAndField(isReversed: Bool) throws {
        let some = try store().where(\.id).above(0).where(\.age).above(0)
        let query = isReversed ? some.reverse() : some
        let all = try query.toArray()
        #expect(try query.primaryKeys() == all.map(\.id))
        #expect(try query.keys(\.name) == all.map(\.name))
        #expect(try query.keys(\.age) == all.map(\.age))
        #expect(try query.select(\.age, \.name).toArray().map(\.1) == all.map(\.name))
        let part = query.offset(1).limit(2)
        let records = try part.toArray()
        #expect(try part.primaryKeys() == records.map(\.id))
        #expect(try part.keys(\.name) == records.map(\.name))
        #expect(try part.sum(\.age) == records.map(\.age).reduce(0, +))
        #expect(try part.uniqueKeys(\.age) == records.map(\.age))
        #expect(try part.first()?.id == records.first?.id && part.last()?.id == records.last?.id)
        let left = Set(all.map(\.id)).subtracting(records.map(\.id))
        #expect(try part.delete() == 2)
        #expect(try Set(query.primaryKeys()) == left)
    }
}
