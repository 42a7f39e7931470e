import Foundation
import Roost
import Testing

/// A program that cannot start says why in one line on standard error and exits with 1, rather than trap.
@Suite(.timeLimit(.minutes(10))) struct StartFaultTests {
    private func expectFault(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], in folder: TemporaryFolder,
        says part: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let ending = try Program(name: program).run(arguments, environment: environment, in: folder.path)
        let errors = ending.errors
        #expect(ending.hasExited, "\(program) was ended by signal \(ending.status)", sourceLocation: sourceLocation)
        #expect(ending.status == 1, sourceLocation: sourceLocation)
        #expect(
            errors.hasSuffix("\n") && errors.count { $0 == "\n" } == 1 && errors.contains(part),
            "\(program) \(arguments) said \(errors) rather than one line with \(part)", sourceLocation: sourceLocation)
    }

    @Test(arguments: ["Quickstart", "Transactions", "Airports", "ApiCache", "SizeWatch", "SessionsAtScale"])
    func anExampleWithoutAFolderSaysSo(example: String) throws {
        let folder = try TemporaryFolder()
        try expectFault(example, environment: ["TMPDIR": Program.file], in: folder, says: "Not a directory")
    }

    @Test(arguments: [
        ("SessionsAtScale", "abc", "abc"), ("SessionsAtScale", "-1", "-1"), ("SessionsAtScale", "999", "999"),
        ("SessionsAtScale", "9223372036854775807", "9223372036854775807"),
        ("SessionsAtScale", "two\nlines", "two lines"),
        ("SizeWatch", "missing/drawing.svg", "drawing.svg"),
    ])
    func anExampleWithAWrongArgumentSaysSo(example: String, argument: String, part: String) throws {
        let folder = try TemporaryFolder()
        try expectFault(example, [argument], environment: ["TMPDIR": folder.path], in: folder, says: part)
    }

    @Test(arguments: ["sizes", "verify"]) func theToolWithoutAStoreSaysSo(command: String) throws {
        let folder = try TemporaryFolder()
        try expectFault("roost", [command, folder.path("missing")], in: folder, says: "there is no store")
        try expectFault("roost", [command, folder.path("two\nlines")], in: folder, says: "there is no store")
        try expectFault("roost", [command, Program.file], in: folder, says: "Not a directory")
        try expectFault("roost", [command, Program.file + "/store"], in: folder, says: "Not a directory")
        try expectFault("roost", [command, ""], in: folder, says: "invalidArgument")
        try expectFault(
            "roost", [command, String(repeating: "n", count: 5_000)], in: folder, says: "File name too long")
        let db = try Database.open(at: folder.path("open"), tables: [])
        try expectFault("roost", [command, folder.path("open")], in: folder, says: "locked")
        try db.close()
    }

    @Test(arguments: [[], ["destroy"], ["destroy", "store"], ["verify"], ["verify", "store", "more"]] as [[String]])
    func theToolWithWrongWordsSaysHowItIsCalled(words: [String]) throws {
        try expectFault("roost", words, in: try TemporaryFolder(), says: "usage: roost")
    }

    #if Hummingbird
    @Test(arguments: ["abc", "99999", "65536", "-1", "", " ", "8080x", "0x50", "1e3", "9223372036854775808", "80\n81"])
    func theServerWithAWrongPortSaysSo(port: String) throws {
        let folder = try TemporaryFolder()
        try expectFault("LoginServer", [folder.path("store"), port], in: folder, says: "the port is")
        #expect(!FileManager.default.fileExists(atPath: folder.path("store")))
    }

    @Test func theServerWithoutItsPortSaysSo() throws {
        let folder = try TemporaryFolder()
        let port = try OccupiedPort()
        try withExtendedLifetime(port) {
            let arguments = [folder.path("store"), "\(port.number)"]
            try expectFault(
                "LoginServer", arguments, in: folder, says: "127.0.0.1:\(port.number) cannot be listened on")
        }
        // It has closed what it had opened.
        let db = try Database.open(at: folder.path("store"), tables: [])
        #expect(db.epoch == 1)
        try db.close()
    }

    @Test func theServerWithoutItsFolderSaysSo() throws {
        let folder = try TemporaryFolder()
        try expectFault("LoginServer", [Program.file, "0"], in: folder, says: "Not a directory")
        try expectFault("LoginServer", [folder.path("missing/store"), "0"], in: folder, says: "does not exist")
        try expectFault("LoginServer", ["", "0"], in: folder, says: "invalidArgument")
        let db = try Database.open(at: folder.path("open"), tables: [])
        try expectFault("LoginServer", [folder.path("open"), "0"], in: folder, says: "locked")
        try db.close()
    }

    @Test func theServerWithTooManyArgumentsSaysHowItIsCalled() throws {
        let folder = try TemporaryFolder()
        let arguments = [folder.path("store"), "0", "more"]
        try expectFault("LoginServer", arguments, in: folder, says: "usage: LoginServer")
    }
    #else
    @Test func theServerThatWasBuiltWithoutItsTraitSaysSo() throws {
        try expectFault("LoginServer", in: try TemporaryFolder(), says: "--traits Hummingbird")
    }
    #endif
}
