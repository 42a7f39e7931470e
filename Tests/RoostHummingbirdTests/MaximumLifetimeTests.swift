#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostHummingbird
import Testing

@Suite struct MaximumLifetimeTests {
    @Test(arguments: [nil, .seconds(101), .seconds(Int64.max)] as [Duration?])
    func longerLivesEndWithIt(expires: Duration?) async throws {
        let store = try PersistStore(maximumLifetime: .seconds(100))
        try await store.driver.create(key: "created", value: "a", expires: expires)
        try await store.driver.set(key: "set", value: "a", expires: expires)
        #expect(try await store.ttl("created") == .seconds(100))
        #expect(try await store.ttl("set") == .seconds(100))
        store.clock.advance(100)
        #expect(try await store.value("created") == nil)
        #expect(try await store.value("set") == nil)
    }

    @Test func shorterLivesAreAsLongAsTheySay() async throws {
        let store = try PersistStore(maximumLifetime: .seconds(100))
        try await store.driver.create(key: "a", value: "a", expires: .milliseconds(99_999))
        #expect(try await store.ttl("a") == .milliseconds(99_999))
    }

    @Test func settingWithoutAnExpiryNeverExtendsALife() async throws {
        let store = try PersistStore(maximumLifetime: .seconds(100))
        try await store.driver.create(key: "a", value: "0")
        for index in 1...9 {
            store.clock.advance(10)
            try await store.driver.set(key: "a", value: "\(index)")
            #expect(try await store.ttl("a") == .seconds(100 - index * 10))
        }
        store.clock.advance(10)
        #expect(try await store.value("a") == nil)
    }

    @Test func settingWithAnExpiryBeginsANewLife() async throws {
        let store = try PersistStore(maximumLifetime: .seconds(100))
        try await store.driver.create(key: "a", value: "a", expires: .seconds(50))
        store.clock.advance(40)
        try await store.driver.set(key: "a", value: "a", expires: .seconds(1_000))
        #expect(try await store.ttl("a") == .seconds(100))
    }

    @Test func whatLivesLongerAlreadyIsGivenTheTime() async throws {
        let store = try PersistStore()
        // More than a page of them.
        for index in 0..<700 { try await store.driver.set(key: "immortal/\(index)", value: "a") }
        try await store.driver.set(key: "long", value: "a", expires: .seconds(500))
        try await store.driver.set(key: "short", value: "a", expires: .seconds(50))
        #expect(try await store.driver.limitLifetimes() == 0)

        let driver = try store.driver(maximumLifetime: .seconds(100))
        #expect(try await driver.limitLifetimes() == 701)
        #expect(try await store.ttl("immortal/0") == .seconds(100))
        #expect(try await store.ttl("immortal/699") == .seconds(100))
        #expect(try await store.ttl("long") == .seconds(100))
        #expect(try await store.ttl("short") == .seconds(50))
        #expect(try await driver.get(key: "long", as: String.self) == "a")

        // Another start extends nothing.
        store.clock.advance(30)
        #expect(try await store.driver(maximumLifetime: .seconds(100)).limitLifetimes() == 0)
        #expect(try await store.ttl("long") == .seconds(70))
        store.clock.advance(70)
        #expect(try await store.value("immortal/0") == nil)
        #expect(try await store.db.sweep().swept == 702)
        #expect(try await store.db.verify().problems.isEmpty)
    }

    @Test func limitingEndsWithItsTask() async throws {
        let store = try PersistStore(maximumLifetime: .seconds(100))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.driver.limitLifetimes()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .microseconds(999)]) func noLifeIsRefused(maximum: Duration) throws {
        #expect { try PersistStore(maximumLifetime: maximum) } throws: { RoostError.Code.invalidArgument ~= $0 }
    }
}
#endif
