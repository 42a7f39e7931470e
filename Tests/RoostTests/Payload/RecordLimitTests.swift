import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// What `DatabaseOptions.maxRecordBytes` keeps out, when a record is written and when it is read.
@Suite("The limit of a record")
struct RecordLimitTests {
    private struct Letter: Codable, Sendable, Record {
        var name: String
        var text: String

        struct Fields: Sendable { let name = Field("name", \Letter.name) }
        static let table = Table("letters", fields: Fields(), primaryKey: \Fields.name)

        /// Of a bit more than `bytes` bytes of JSON.
        init(_ bytes: Int) { (name, text) = ("a", String(repeating: "x", count: bytes)) }
    }

    private static func open(_ store: LevelDBStore, limit: Int? = nil) throws -> Database {
        var options = DatabaseOptions()
        if let limit { options.maxRecordBytes = limit }
        return try Database.open(UnclosableStore(store), path: nil, tables: [Letter.table], options: options)
    }

    @Test func theDefaultIs16MiB() throws {
        #expect(DatabaseOptions().maxRecordBytes == 16 << 20)
        let db = try Self.open(LevelDBStore.inMemory())
        expectCode(.recordTooLarge) { try db[Letter.self].put(Letter(16 << 20)) }
        #expect(try db[Letter.self].count() == 0)
        try db[Letter.self].put(Letter((16 << 20) - 1_000))
        #expect(try db[Letter.self].count() == 1)
    }

    @Test(arguments: [0, -1, 1_023, (64 << 20) + 1]) func aLimitHasLimits(_ limit: Int) throws {
        let store = try LevelDBStore.inMemory()
        var options = DatabaseOptions()
        options.maxRecordBytes = limit
        expectCode(.invalidArgument) { try Database.inMemory(tables: [], options: options) }
        try store.close()
    }

    /// Compressible ones, plain ones and those of several chunks.
    @Test(arguments: [2_000, 5_000, 200_000])
    func aStoredRecordAboveTheLimitSaysHowToReadIt(_ bytes: Int) throws {
        let store = try LevelDBStore.inMemory()
        try Self.open(store)[Letter.self].put(Letter(bytes))
        let db = try Self.open(store, limit: 1_500)
        for verb in [
            { _ = try db[Letter.self].get("a") }, { _ = try db[Letter.self].toArray() },
            { _ = try db[Letter.self].delete("a") }, { try db[Letter.self].put(Letter(1)) },
            { _ = try db.verify() },
        ] as [() throws -> Void] {
            let error = #expect(throws: RoostError.self) { try verb() }
            #expect(error?.code == .recordTooLarge)
            #expect(error?.table == "letters")
            #expect(error?.key as? String == "a")
            #expect(error?.remedy.contains("raise DatabaseOptions.maxRecordBytes") == true)
        }
        let again = try Self.open(store, limit: 1 << 20)
        #expect(try again[Letter.self].get("a")?.text.count == bytes)
        #expect(try again.verify().problems.isEmpty)
    }

    /// Of a length that is claimed and of one that would come true.
    @Test func noMemoryIsTakenForABlockThatIsTooLarge() throws {
        func decode(_ value: [UInt8], limit: Int) throws -> Int {
            var json: [UInt8] = []
            #expect(throws: RoostError.self) {
                _ = try StoredPayload.decode(value.span, limit: limit, into: &json) { _ in [] }
            }
            return json.capacity
        }
        // 60 MiB in six bytes.
        #expect(try decode(hex("11 00 03 07 80 80 80 1E 00 61"), limit: 64 << 20) < 1_000)
        var value: [UInt8] = []
        var chunks: [[UInt8]] = []
        try StoredPayload.encode(
            json: [UInt8](repeating: 0x20, count: 1 << 20).span, schemaVersion: 1, revision: 1, expiry: nil,
            limit: 64 << 20, compressedFrom: 64, into: &value, chunks: &chunks)
        #expect(value.count < 60_000 && chunks.isEmpty)
        #expect(try decode(value, limit: (1 << 20) - 1) < 1_000)
        // An overflow head whose chunks would be loaded.
        try StoredPayload.encode(
            json: [UInt8](repeating: 0x20, count: 40 << 20).span, schemaVersion: 1, revision: 1, expiry: nil,
            limit: 64 << 20, compressedFrom: 64, into: &value, chunks: &chunks)
        #expect(!chunks.isEmpty)
        var json: [UInt8] = []
        expectCode(.recordTooLarge) {
            _ = try StoredPayload.decode(value.span, limit: 1 << 20, into: &json) { _ in
                Issue.record("a chunk was loaded")
                return []
            }
        }
    }

    /// The longest block of its length that there is, which is no claim.
    @Test func theTightestBlockIsRead() throws {
        let text = [UInt8](repeating: 0x61, count: 60_000)
        var block: [UInt8] = []
        try Snappy.compress(text.span, appendingTo: &block)
        var json: [UInt8] = []
        try Snappy.uncompress(block.span, into: &json) { #expect($0 == 60_000) }
        #expect(json == text)
    }
}
