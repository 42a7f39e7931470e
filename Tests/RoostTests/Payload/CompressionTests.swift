import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Which records are compressed one by one, and which are left to the blocks of the engine.
@Suite struct CompressionTests {
    private struct Essay: Codable, Record {
        struct Fields: Sendable {
            let id = Field("id", \Essay.id)
        }

        var id: Int
        var text: String

        static let table = Table("essays", fields: Fields(), primaryKey: \Fields.id)
    }

    private static func isCompressed(_ textBytes: Int, blocks: Bool) throws -> Bool {
        var options = DatabaseOptions()
        options.compressesBlocks = blocks
        let db = try Database.inMemory(tables: [Essay.table], options: options)
        let text = String(repeating: "many words ", count: textBytes / 11)
        try db[Essay.self].put(Essay(id: 1, text: text))
        #expect(try db[Essay.self].get(1)?.text == text)
        #expect(try db.verify().problems.isEmpty)
        let table = try #require(db.published.current.tables["essays"])
        let records = try db.store.entries(in: KeyRange(prefix: table.records.prefix))
        let value = try #require(records.first).value
        return try Envelope.decode(value.span).isCompressed
    }

    @Test("Where blocks are compressed, records shorter than a block are left to them", arguments: [100, 1_000])
    func short(bytes: Int) throws {
        #expect(try !Self.isCompressed(bytes, blocks: true))
        #expect(try Self.isCompressed(bytes, blocks: false))
    }

    @Test("Records of a block and more are compressed alone")
    func long() throws {
        #expect(try Self.isCompressed(9_000, blocks: true))
        #expect(try Self.isCompressed(9_000, blocks: false))
    }
}
