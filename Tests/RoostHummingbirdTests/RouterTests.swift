#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostHummingbird
import Testing

/// The driver behind routes, as an application uses it.
@Suite struct RouterTests {
    struct Note: Codable {
        let text: String
    }

    let store: PersistStore
    let client: Client

    /// The requests of the tests.
    struct Client {
        let application: Application<RouterResponder<BasicRequestContext>>

        func put(_ path: String, _ text: String = "") async throws -> HTTPResponse.Status {
            try await application.test(.router) { client in
                try await client.execute(uri: path, method: .put, body: ByteBuffer(string: text)).status
            }
        }

        /// Nil for no content.
        func get(_ path: String) async throws -> String? {
            try await application.test(.router) { client in
                let response = try await client.execute(uri: path, method: .get)
                return response.status == .noContent ? nil : String(buffer: response.body)
            }
        }

        func status(_ path: String, _ method: HTTPRequest.Method) async throws -> HTTPResponse.Status {
            try await application.test(.router) { try await $0.execute(uri: path, method: method).status }
        }
    }

    init() throws {
        store = try PersistStore()
        let persist: any PersistDriver = store.driver
        let router = Router()
        router.put("values/:key") { request, context -> HTTPResponse.Status in
            let text = String(buffer: try await request.body.collect(upTo: 4_096))
            try await persist.set(key: try context.parameters.require("key"), value: text)
            return .ok
        }
        router.put("values/:key/:seconds") { request, context -> HTTPResponse.Status in
            let text = String(buffer: try await request.body.collect(upTo: 4_096))
            let seconds = try context.parameters.require("seconds", as: Int.self)
            try await persist.set(
                key: try context.parameters.require("key"), value: text, expires: .seconds(seconds))
            return .ok
        }
        router.put("new/:key") { request, context -> HTTPResponse.Status in
            let text = String(buffer: try await request.body.collect(upTo: 4_096))
            do {
                try await persist.create(key: try context.parameters.require("key"), value: text)
            } catch let error as PersistError where error == .duplicate {
                throw HTTPError(.conflict)
            }
            return .created
        }
        router.put("notes/:key") { request, context -> HTTPResponse.Status in
            let text = String(buffer: try await request.body.collect(upTo: 4_096))
            try await persist.set(key: try context.parameters.require("key"), value: Note(text: text))
            return .ok
        }
        router.get("values/:key") { _, context -> String? in
            do {
                return try await persist.get(key: try context.parameters.require("key"), as: String.self)
            } catch let error as PersistError where error == .invalidConversion {
                throw HTTPError(.badRequest)
            }
        }
        router.get("notes/:key") { _, context -> String? in
            try await persist.get(key: try context.parameters.require("key"), as: Note.self)?.text
        }
        router.get("values/:key/ttl") { _, context -> String? in
            let value = try await persist.getWithTTL(key: try context.parameters.require("key"), as: String.self)
            return value?.ttl.map { "\($0.components.seconds)" }
        }
        router.delete("values/:key") { _, context -> HTTPResponse.Status in
            try await persist.remove(key: try context.parameters.require("key"))
            return .noContent
        }
        client = Client(application: Application(responder: router.buildResponder()))
    }

    @Test func aValueThatIsSetIsRead() async throws {
        #expect(try await client.put("/values/a", "text") == .ok)
        #expect(try await client.get("/values/a") == "text")
    }

    @Test func aValueThatIsCreatedIsRead() async throws {
        #expect(try await client.put("/new/a", "text") == .created)
        #expect(try await client.get("/values/a") == "text")
    }

    @Test func creatingTwiceIsAConflict() async throws {
        #expect(try await client.put("/new/a", "first") == .created)
        #expect(try await client.put("/new/a", "second") == .conflict)
        #expect(try await client.get("/values/a") == "first")
    }

    @Test func settingTwiceReplaces() async throws {
        #expect(try await client.put("/values/a", "first") == .ok)
        #expect(try await client.put("/values/a", "second") == .ok)
        #expect(try await client.get("/values/a") == "second")
    }

    @Test func valuesExpire() async throws {
        #expect(try await client.put("/values/a/0", "none") == .ok)
        #expect(try await client.put("/values/b/1", "short") == .ok)
        #expect(try await client.put("/values/c/10", "long") == .ok)
        #expect(try await client.get("/values/a") == nil)
        store.clock.advance(1)
        #expect(try await client.get("/values/b") == nil)
        #expect(try await client.get("/values/c") == "long")
    }

    @Test func theTimeToLiveIsTold() async throws {
        #expect(try await client.put("/values/a/10", "text") == .ok)
        store.clock.advance(3)
        #expect(try await client.get("/values/a/ttl") == "7")
        #expect(try await client.put("/values/b", "text") == .ok)
        #expect(try await client.get("/values/b/ttl") == nil)
    }

    @Test func codableValuesAreRead() async throws {
        #expect(try await client.put("/notes/a", "text") == .ok)
        #expect(try await client.get("/notes/a") == "text")
    }

    @Test func readingAnotherTypeIsRefused() async throws {
        #expect(try await client.put("/notes/a", "text") == .ok)
        #expect(try await client.status("/values/a", .get) == .badRequest)
    }

    @Test func whatIsRemovedIsGone() async throws {
        #expect(try await client.put("/values/a", "text") == .ok)
        #expect(try await client.status("/values/a", .delete) == .noContent)
        #expect(try await client.get("/values/a") == nil)
    }

    @Test func anExpiredKeyCanBeSetAnew() async throws {
        #expect(try await client.put("/values/a/1", "old") == .ok)
        store.clock.advance(1)
        #expect(try await client.get("/values/a") == nil)
        #expect(try await client.put("/values/a/10", "new") == .ok)
        #expect(try await client.get("/values/a") == "new")
    }
}
#endif
