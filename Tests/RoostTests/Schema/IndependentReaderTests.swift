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
        let db = try Database.open(at: path, tables: [Airport.table, Note.table])
        try db[Airport.self].bulkPut(swissAirports)
        try db[Airport.self].delete("EDDB")
        try db[Note.self].add(Note(text: String(repeating: "long text, ", count: 100), label: "ß"))
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
        let text = lines.joined(separator: "\n")
        for part in ["Samedan", "5601", "country", "LSZS", "ss", db.storeID.uuidString.lowercased()] {
            #expect(text.contains(part), "the listing lacks \(part)")
        }
        #expect(!text.contains("EDDB"))
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
