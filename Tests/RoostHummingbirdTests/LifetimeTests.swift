#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostHummingbird
import Testing

@Suite struct LifetimeTests {
    @Test func aValueExpiresAtItsTime() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "a", expires: .seconds(10))
        store.clock.advance(9.999)
        #expect(try await store.value("a") == "a")
        #expect(try await store.ttl("a") == .milliseconds(1))
        store.clock.advance(0.001)
        #expect(try await store.value("a") == nil)
        #expect(try await store.ttl("a") == nil)
    }

    @Test(arguments: [1, 250, 1_500] as [Int64]) func timesBelowASecondCount(milliseconds: Int64) async throws {
        let store = try PersistStore()
        try await store.driver.create(key: "a", value: "a", expires: .milliseconds(milliseconds))
        #expect(try await store.ttl("a") == .milliseconds(milliseconds))
        store.clock.advance(Double(milliseconds - 1) / 1_000)
        #expect(try await store.value("a") == "a")
        store.clock.advance(0.001)
        #expect(try await store.value("a") == nil)
    }

    @Test func theRestOfALifeIsTold() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "mortal", value: "a", expires: .seconds(100))
        try await store.driver.set(key: "immortal", value: "a")
        for rest in [100, 70, 40, 10] as [Int64] {
            #expect(try await store.ttl("mortal") == .seconds(rest))
            #expect(try await store.ttl("immortal") == .some(nil))
            store.clock.advance(30)
        }
        #expect(try await store.ttl("mortal") == nil)
        #expect(try await store.ttl("immortal") == .some(nil))
    }

    @Test func settingWithoutAnExpiryKeepsIt() async throws {
        let store = try PersistStore()
        try await store.driver.create(key: "a", value: "first", expires: .seconds(10))
        store.clock.advance(4)
        try await store.driver.set(key: "a", value: "second")
        #expect(try await store.value("a") == "second")
        #expect(try await store.ttl("a") == .seconds(6))
        store.clock.advance(6)
        #expect(try await store.value("a") == nil)
    }

    @Test func settingWithOneReplacesIt() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "first", expires: .seconds(10))
        store.clock.advance(4)
        try await store.driver.set(key: "a", value: "second", expires: .seconds(8))
        #expect(try await store.ttl("a") == .seconds(8))
        try await store.driver.set(key: "a", value: "third", expires: .seconds(2))
        #expect(try await store.ttl("a") == .seconds(2))
    }

    /// What has expired is absent, swept or not.
    @Test(arguments: [false, true]) func whatIsSetOverAnExpiredValueIsNew(isSwept: Bool) async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "old", expires: .seconds(10))
        try await store.driver.set(key: "b", value: "old", expires: .seconds(10))
        store.clock.advance(10)
        if isSwept { #expect(try await store.db.sweep().swept == 2) }
        try await store.driver.set(key: "a", value: "new")
        #expect(try await store.value("a") == "new")
        #expect(try await store.ttl("a") == .some(nil))
        try await store.driver.create(key: "b", value: "new", expires: .seconds(5))
        #expect(try await store.ttl("b") == .seconds(5))
        store.clock.advance(1e9)
        #expect(try await store.value("a") == "new")
        #expect(try await store.value("b") == nil)
        #expect(try await store.db.verify().problems.isEmpty)
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .seconds(Int64.min)])
    func whatHasNoLifeIsNotThere(expires: Duration) async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "a", expires: expires)
        #expect(try await store.value("a") == nil)
        try await store.driver.create(key: "a", value: "a", expires: expires)
        #expect(try await store.value("a") == nil)
        try await store.driver.create(key: "a", value: "a")
        try await store.driver.set(key: "a", value: "b", expires: expires)
        #expect(try await store.value("a") == nil)
    }

    @Test func theLongestDurationIsForEver() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "a", expires: .seconds(Int64.max))
        store.clock.advance(1e9)
        // A jump so far is believed when it is seen twice.
        _ = store.db.now
        #expect(try await store.ttl("a") == .some(nil))
    }

    @Test func anExpirySurvivesReopening() async throws {
        let folder = TemporaryFolder()
        let clock = TestClock()
        do {
            let store = try PersistStore(at: folder.path, clock: clock)
            try await store.driver.set(key: "a", value: "a", expires: .seconds(10))
            try await store.driver.set(key: "b", value: "b")
            try await store.db.close()
        }
        clock.advance(4)
        do {
            let store = try PersistStore(at: folder.path, clock: clock)
            #expect(try await store.value("a") == "a")
            #expect(try await store.ttl("a") == .seconds(6))
            #expect(try await store.ttl("b") == .some(nil))
            try await store.db.close()
        }
        clock.advance(6)
        let store = try PersistStore(at: folder.path, clock: clock)
        #expect(try await store.value("a") == nil)
        #expect(try await store.value("b") == "b")
        try await store.db.close()
    }
}
#endif
