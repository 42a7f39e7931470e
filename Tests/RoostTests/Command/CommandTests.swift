import Foundation
import Roost
import RoostEngineTesting
import Testing

/// The command-line tool, run as a user runs it.
@Suite struct CommandTests {
    private func run(_ words: String...) throws -> (status: Int32, output: String, errors: String) { try run(words) }

    private func run(_ words: [String]) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("roost")
        process.arguments = words
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let texts = [output, errors].map {
            String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        process.waitUntilExit()
        return (process.terminationStatus, texts[0], texts[1])
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
        let (status, output, _) = try run("verify", try store(in: folder))
        #expect(status == 0)
        #expect(output == "6 records, 31 index entries, 0 problems\n")
    }

    @Test func sizesListsTablesAndIndexes() throws {
        let folder = try TemporaryFolder()
        let (status, output, _) = try run("sizes", try store(in: folder))
        #expect(status == 0)
        for part in ["airports", "  country+elevation-", "  tags", "bytes on disk"] {
            #expect(output.contains(part), "\(output) lacks \(part)")
        }
    }

    @Test func wrongWordsAreErrors() throws {
        for words in [["destroy", "/nowhere"], []] {
            let (status, _, errors) = try run(words)
            #expect(status == 1)
            #expect(errors == "roost: usage: roost COMMAND FOLDER, where COMMAND is sizes or verify\n")
        }
    }

    @Test func helpListsTheCommands() throws {
        let (status, output, errors) = try run("--help")
        #expect(status == 0 && errors.isEmpty)
        #expect(output.hasPrefix("usage: roost COMMAND FOLDER\n") && output.contains("verify"))
    }

    /// Paths relative to a folder with a file, and a part of the one line that is said of each.
    @Test(arguments: [
        ("", "invalidArgument: the path of the store is empty"),
        (" ", "invalidArgument: the path of the store is empty"),
        ("nothing", "there is no store"), ("missing/store", "there is no store"), ("file", "Not a directory"),
        ("two\nlines", "there is no store"),
    ])
    func aFolderWithoutAStoreIsAnError(_ name: String, _ part: String) throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("file")))
        for word in ["verify", "sizes"] {
            let isPath = !name.allSatisfy(\.isWhitespace)
            let (status, output, errors) = try run(word, isPath ? folder.path(name) : name)
            #expect(status == 1)
            #expect(output == "")
            #expect(errors.hasPrefix("roost: ") && errors.contains(part), "\(errors) lacks \(part)")
            #expect(errors.split(separator: "\n", omittingEmptySubsequences: false).count == 2, "one line")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"], "looking creates nothing")
    }

    @Test func aStoreThatIsOpenNamesItsHolder() throws {
        let folder = try TemporaryFolder()
        let db = try Database.open(at: folder.path("store"), tables: [])
        let (status, _, errors) = try run("verify", folder.path("store"))
        #expect(status == 1)
        #expect(errors.hasPrefix("roost: locked: the folder is open in process \(getpid())"), "\(errors)")
        try db.close()
        #expect(try run("verify", folder.path("store")).status == 0)
    }
}
