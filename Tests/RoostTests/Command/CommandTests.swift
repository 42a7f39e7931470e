import Foundation
import Roost
import RoostEngineTesting
import Testing

/// The command-line tool, run as a user runs it.
@Suite struct CommandTests {
    private func run(_ words: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("roost")
        process.arguments = words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private func store(in folder: TemporaryFolder) throws -> String {
        let path = folder.path("store")
        let db = try Database.open(at: path, tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        try db.close()
        return path
    }

    @Test func verifyAgreesWithASoundStore() throws {
        let folder = try TemporaryFolder()
        let (status, output) = try run("verify", try store(in: folder))
        #expect(status == 0)
        #expect(output == "6 records, 31 index entries, 0 problems\n")
    }

    @Test func sizesListsTablesAndIndexes() throws {
        let folder = try TemporaryFolder()
        let (status, output) = try run("sizes", try store(in: folder))
        #expect(status == 0)
        for part in ["airports", "  country+elevation-", "  tags", "bytes on disk"] {
            #expect(output.contains(part), "\(output) lacks \(part)")
        }
    }

    @Test func wrongWordsAndMissingStoresAreErrors() throws {
        let folder = try TemporaryFolder()
        #expect(try run().status == 2)
        #expect(try run("destroy", folder.path).status == 2)
        let (status, output) = try run("verify", folder.path("nothing"))
        #expect(status == 2)
        #expect(output.contains("there is no store"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("nothing")), "looking creates nothing")
    }
}
