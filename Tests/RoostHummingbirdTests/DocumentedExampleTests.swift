#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostHummingbird
import Testing

/// The example in the documentation of ``RoostPersistDriver``, as it is pasted, and a client who tries to forge a session
/// through its route.
@Suite struct DocumentedExampleTests {
    /// What a session middleware keeps, and how: under `hbs.` and the text of the cookie.
    private struct SessionStorage {
        let persist: any PersistDriver

        func user(cookie: String) async throws -> String? {
            try await persist.get(key: "hbs.\(cookie)", as: String.self)
        }
    }

    private func example(
        _ body: @Sendable (any TestClientProtocol, RoostPersistDriver, RoostPersistDriver) async throws -> Void
    ) async throws {
        let folder = TemporaryFolder()
        let path = folder.path
        // begin
        // Whoever may choose the keys of a table reads and writes all of it: what clients name has a table of its own.
        let db = try Database.open(
            at: path,
            tables: [RoostPersistDriver.table(named: "sessions"), RoostPersistDriver.table(named: "notes")])
        let sessions = try RoostPersistDriver(db, named: "sessions")
        let notes = try RoostPersistDriver(db, named: "notes")

        let router = Router()
        router.put("/note/:name") { request, context -> HTTPResponse.Status in
            let text = try await request.body.collect(upTo: 4_096)
            let name = try context.parameters.require("name")
            guard name.utf8.count <= 100 else { return .uriTooLong }
            try await notes.set(key: name, value: String(buffer: text), expires: .seconds(3_600))
            return .ok
        }
        let application = Application(router: router, services: [sessions])
        // end
        try await application.test(.live) { client in try await body(client, sessions, notes) }
        try await db.close()
    }

    @Test func aNoteIsNoSession() async throws {
        try await example { client, sessions, notes in
            let storage = SessionStorage(persist: sessions)
            try await sessions.set(key: "hbs.honest", value: "ada", expires: .seconds(60))
            for name in [
                "hbs.forged", "hbs.honest", "%68bs.forged", "hbs%2Eforged", "sessions%2Fhbs.forged", "hbs.%00",
            ] {
                let status = try await client.execute(
                    uri: "/note/\(name)", method: .put, body: ByteBuffer(string: "mallory")
                ).status
                #expect(status == .ok, "\(name)")
            }
            for cookie in ["forged", "%00", "\u{0}", ""] { #expect(try await storage.user(cookie: cookie) == nil) }
            #expect(try await storage.user(cookie: "honest") == "ada")
            #expect(try await notes.get(key: "hbs.forged", as: String.self) == "mallory")
        }
    }

    @Test func longNamesAreRefused() async throws {
        try await example { client, _, _ in
            for length in [101, 1_025, 8_000] {
                let name = String(repeating: "n", count: length)
                let status = try await client.execute(uri: "/note/\(name)", method: .put, body: ByteBuffer(string: "x"))
                    .status
                #expect(status == .uriTooLong)
            }
        }
    }

    /// So that what is tested here is what is pasted.
    @Test func thisIsTheExample() throws {
        let tests = URL(fileURLWithPath: #filePath)
        let driver = tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/RoostHummingbird/RoostPersistDriver.swift")
        func lines(_ file: URL, from start: String, to end: String) throws -> [String] {
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .map { $0.drop { $0 == " " || $0 == "/" }.trimmingCharacters(in: .whitespaces) }
                .drop { $0 != start }.dropFirst().prefix { !$0.hasPrefix(end) }.filter { !$0.isEmpty }
        }
        let pasted = try lines(driver, from: "```swift", to: "try await application.runService()")
        let tested = try lines(tests, from: "begin", to: "end")
        #expect(!pasted.isEmpty)
        #expect(pasted.map { $0.replacingOccurrences(of: #"at: "state.roost","#, with: "at: path,") } == tested)
    }
}
#endif
