import RoostEngine
import RoostEngineTesting

@testable import Roost

extension TableStatistics {
    /// The sizes of a table counted key by key, from what the engine holds.
    static func scanned(_ table: TableLayout, in store: any OrderedStore) throws -> TableStatistics {
        func entries(_ prefix: [UInt8]) throws -> [Entry] { try store.entries(in: KeyRange(prefix: prefix)) }
        func lanes(_ entries: [Entry]) -> [Int64] {
            [Int64(entries.count), Int64(entries.reduce(0) { $0 + $1.key.count + $1.value.count })]
        }
        let records = try entries(table.records.prefix)
        let chunks = try entries(table.chunkPrefix)
        let chunkValues = Dictionary(uniqueKeysWithValues: chunks.map { ($0.key, $0.value) })
        var jsonBytes = 0
        for record in records {
            var json: [UInt8] = []
            let primaryKey = Array(record.key[table.records.prefix.count...])
            _ = try StoredPayload.decode(record.value.span, limit: StoredPayload.maxJSONBytes, into: &json) { number in
                chunkValues[table.chunkKey(primaryKey: primaryKey.span, chunk: number)] ?? []
            }
            jsonBytes += json.count
        }
        var totals = [Int64(records.count), Int64(jsonBytes), lanes(records)[1] + lanes(chunks)[1]]
        totals += try table.expiry.map { lanes(try entries($0.queuePrefix)) } ?? [0, 0]
        for index in table.indexes { totals += lanes(try entries(index.prefix)) }
        return TableStatistics(table, TableTotals(totals))
    }
}
