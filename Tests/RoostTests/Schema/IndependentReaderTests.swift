import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

/// A store written by Roost, read by a Python script that knows only the documented format.
@Suite struct IndependentReaderTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, "python3 is not installed")) func aStrangerReadsTheStore() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let db = try Database.open(at: path, tables: [Airport.table, Note.table, Self.folded])
        try db[Airport.self].bulkPut(swissAirports)
        try db[Airport.self].delete("EDDB")
        try db[Note.self].add(Note(text: String(repeating: "long text, ", count: 100), label: "ß"))
        try db.records(in: Self.folded).bulkPut(swissAirports.filter { $0.icao != "EDDB" })
        try db.records(in: Self.folded).update("LSZS", .set(\.tags, to: ["Ski", "SKI", "Flüge", "FLÜGE"]))
        try db.compact()
        try db[Airport.self].update("LSZS", .increment(\.elevation, by: 1))
        let statistics = try db.statistics()
        try db.close()

        let lines = try list(path)
        let keys = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let expected = statistics.tables.map { $0.records + $0.indexes.map(\.entries).reduce(0, +) }.reduce(0, +)
        let tables = keys.filter { ($0["table"] as? Int ?? 0) > 0 }
        #expect(tables.count == expected)
        for table in statistics.tables {
            let id = try #require(db.published.current.tables[table.name]?.id)
            #expect(try counters(of: Int(id), in: keys) == sizes(of: Int(id), table, in: keys))
        }
        let text = lines.joined(separator: "\n")
        for part in ["Samedan", "5601", "country", "LSZS", "ss", db.storeID.uuidString.lowercased()] {
            #expect(text.contains(part), "the listing lacks \(part)")
        }
        #expect(!text.contains("EDDB"))
        let foldedID = try #require(db.published.current.tables[Self.folded.name]?.id)
        let samedan = keys.filter { row in
            row["table"] as? Int == Int(foldedID) && row["index"] as? Int == 16
                && (row["primaryKey"] as? [String: Any])?["value"] as? String == "LSZS"
        }
        let elements = samedan.compactMap { ($0["components"] as? [[String: Any]])?.first }
        #expect(elements.map { $0["value"] as? String } == ["flüge", "ski"])
        #expect(elements.allSatisfy { $0["type"] as? String == "folded" })
        let compound = keys.filter { $0["table"] as? Int == Int(foldedID) && $0["index"] as? Int == 17 }
        let genève = compound.first { ($0["primaryKey"] as? [String: Any])?["value"] as? String == "LSGG" }
        let components = genève?["components"] as? [[String: Any]]
        #expect(components?.compactMap { $0["value"] as? String } == ["CH", "hub"])
        #expect(components?.last?["value"] as? Int == 1_411)
    }

    private static let folded = Table("folded", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
        Index.each($0.tags.ignoringCase)
        Index.each($0.country, $0.tags, $0.elevation.descending)
        Index.uniqueEach($0.tags, $0.icao)
    }

    /// The lanes of a table's row of counters.
    private func counters(of table: Int, in keys: [[String: Any]]) throws -> [Int] {
        let rows = keys.compactMap { $0["counter"] as? [String: Any] }
        let row = try #require(rows.first { $0["ofTable"] as? Int == table && $0["kind"] as? Int == 1 })
        return try #require(row["lanes"] as? [Int])
    }

    /// What they have to be for the keys that are there; only the bytes of JSON are not counted anew.
    private func sizes(of table: Int, _ statistics: TableStatistics, in keys: [[String: Any]]) -> [Int] {
        let rows = keys.filter { $0["table"] as? Int == table }
        func size(_ indexes: ClosedRange<Int>) -> [Int] {
            let bytes = rows.filter { indexes.contains($0["index"] as? Int ?? -1) }.compactMap { $0["bytes"] as? Int }
            return [bytes.count, bytes.reduce(0, +)]
        }
        let records = [size(1...1)[0], statistics.jsonBytes, size(1...2)[1]]
        return records + size(3...3) + statistics.indexes.indices.flatMap { size(16 + $0...16 + $0) }
    }

    private func list(_ path: String) throws -> [Substring] {
        let script = try #require(
            Bundle.module.url(forResource: "list_store", withExtension: "py", subdirectory: "Resources"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = [script.path, path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }
}
