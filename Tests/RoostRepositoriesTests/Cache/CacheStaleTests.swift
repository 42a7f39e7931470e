import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Stale values and known absences")
struct CacheStaleTests {
    @Test("Behind its time a value is served at once, and loaded anew once")
    func staleWhileRevalidating() async throws {
        let store = try CacheStore()
        let (cache, calls, gate) = (store.cache, CallCounter(), Gate())
        let load: @Sendable () async throws -> Int = {
            let call = calls.next()
            if call > 1 { await gate.pass() }
            return call
        }
        func value() async throws -> Int { try await cache.value(for: "k", ttl: 10, staleFor: 60, load: load) }
        #expect(try await value() == 1)
        store.clock.advance(9)
        #expect(try await value() == 1)
        store.clock.advance(1)
        for _ in 0..<50 { #expect(try await value() == 1) }
        try await waitUntil { calls.count == 2 }
        #expect(try cache.statistics().staleHits == 50)
        #expect(try cache.get("k", as: Int.self) == nil)
        let entry = try #require(try cache.entry(for: "k", as: Int.self))
        #expect(entry.isStale && entry.value == 1 && entry.remaining == 0)
        #expect(entry.expiresAt == CacheClock.start + 70)
        await gate.open()
        try await waitUntil { try cache.get("k") == 2 }
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == 10)
        #expect(try cache.statistics().loads == 2)
    }

    @Test("When its stale time is over too, a value is absent and callers wait")
    func staleTimeOver() async throws {
        let store = try CacheStore { $0.staleFor = 5 }
        let (cache, calls) = (store.cache, CallCounter())
        #expect(try await cache.value(for: "k", ttl: 10) { calls.next() } == 1)
        store.clock.advance(15)
        #expect(try cache.entry(for: "k", as: Int.self) == nil)
        #expect(try await cache.value(for: "k", ttl: 10) { calls.next() } == 2)
        #expect(try cache.statistics().staleHits == 0)
    }

    @Test("A reload that fails is counted and reported, the old value stays, and the next attempt waits a while")
    func failingReload() async throws {
        let failures = Failures()
        let store = try CacheStore {
            $0.onFailure = { failures.append($0) }
            $0.reloadPause = 2
        }
        let (cache, calls) = (store.cache, CallCounter())
        func value() async throws -> Int {
            try await cache.value(for: "k", ttl: 10, staleFor: 60) {
                let call = calls.next()
                if call > 1 { throw LoadFailed(number: call) }
                return call
            }
        }
        #expect(try await value() == 1)
        store.clock.advance(10)
        #expect(try await value() == 1)
        try await waitUntil { failures.all.count == 1 }
        #expect(failures.all[0].operation == .reload && failures.all[0].key == "k")
        #expect(failures.all[0].error as? LoadFailed == LoadFailed(number: 2))
        store.clock.advance(1.9)
        #expect(try await value() == 1)
        #expect(try cache.statistics().loads == 2)
        store.clock.advance(0.1)
        #expect(try await value() == 1)
        try await waitUntil { failures.all.count == 2 }
        #expect(try cache.statistics().loadFailures == 2)
        store.clock.advance(58)
        await #expect(throws: LoadFailed(number: 4)) { try await value() }
    }

    @Test(
        "Who comes when the stale time is over joins the reload that runs, and its cancellation is none of the reload")
    func joiningReload() async throws {
        let store = try CacheStore()
        let (cache, calls, gate) = (store.cache, CallCounter(), Gate())
        let load: @Sendable () async throws -> Int = {
            let call = calls.next()
            if call > 1 { await gate.pass() }
            try Task.checkCancellation()
            return call
        }
        _ = try await cache.value(for: "k", ttl: 10, staleFor: 10, load: load)
        store.clock.advance(15)
        #expect(try await cache.value(for: "k", ttl: 10, staleFor: 10, load: load) == 1)
        try await waitUntil { calls.count == 2 }
        store.clock.advance(5)
        let joined = Task { try await cache.value(for: "k", ttl: 10, staleFor: 10, load: load) }
        try await waitUntil { try cache.statistics().coalesced == 1 }
        joined.cancel()
        await #expect(throws: CancellationError.self) { try await joined.value }
        await gate.open()
        try await waitUntil { try cache.get("k") == 2 }
        #expect(try cache.statistics().loads == 2)
    }

    @Test("Stale values and known absences do not stop add, and a fresh value does")
    func addOverStale() async throws {
        let store = try CacheStore()
        let cache = store.cache
        _ = try await cache.value(for: "k", ttl: 10, staleFor: 60) { 1 }
        #expect(try await !cache.add(2, for: "k"))
        store.clock.advance(10)
        #expect(try !cache.contains("k"))
        #expect(try await cache.add(2, for: "k"))
        #expect(try await cache.value(for: "absent") { Int?.none } == nil)
        #expect(try await cache.add(3, for: "absent"))
        #expect(try cache.get("absent") == 3)
    }

    @Test("Neither the time of a stale value nor that of an absence is kept")
    func keepOverStale() async throws {
        let store = try CacheStore { $0.timeToLive = 50 }
        let cache = store.cache
        _ = try await cache.value(for: "stale", ttl: 10, staleFor: 60) { 1 }
        _ = try await cache.value(for: "absent", negativeTTL: 60) { Int?.none }
        store.clock.advance(10)
        try await cache.set(["stale": 2, "absent": 2], ttl: .keep)
        #expect(try cache.entry(for: "stale", as: Int.self)?.remaining == 50)
        #expect(try cache.entry(for: "absent", as: Int.self)?.remaining == 50)
    }

    @Test("That there is nothing is remembered for a while, and is not the same as nothing cached")
    func knownAbsence() async throws {
        let store = try CacheStore()
        let (cache, calls) = (store.cache, CallCounter())
        func value() async throws -> Int? {
            try await cache.value(for: "k", ttl: 100, negativeTTL: 10, tags: ["t"]) {
                let call = calls.next()
                return call == 2 ? call : nil
            }
        }
        #expect(try cache.entry(for: "k", as: Int.self) == nil)
        #expect(try await value() == nil)
        #expect(try await value() == nil)
        #expect(calls.count == 1)
        let entry = try #require(try cache.entry(for: "k", as: Int.self))
        #expect(entry.value == nil && entry.remaining == 10 && entry.tags == ["t"])
        #expect(try cache.get("k", as: Int.self) == nil)
        #expect(try !cache.contains("k"))
        let statistics = try cache.statistics()
        #expect(statistics.negativeHits == 3 && statistics.misses == 2 && statistics.entries == 1)
        store.clock.advance(10)
        #expect(try await value() == 2)
        #expect(try await value() == 2)
        #expect(try await cache.remove(tag: "t") == 1)
        #expect(try await value() == nil)
    }

    @Test("A loader that must find a value is asked although absence is known")
    func absenceForOthers() async throws {
        let cache = try CacheStore().cache
        #expect(try await cache.value(for: "k") { Int?.none } == nil)
        #expect(try await cache.value(for: "k") { 5 } == 5)
        #expect(try await cache.value(for: "k") { Int?.none } == 5)
    }

    @Test("Without a word, a loader of optionals has its absences known, and one of values returns no optional")
    func overloads() async throws {
        let cache = try CacheStore().cache
        @Sendable func find() async throws -> User? { nil }
        let none = try await cache.value(for: "u") { try await find() }
        #expect(none == nil)
        #expect(try #require(try cache.entry(for: "u", as: User.self)).value == nil)
        let user = try await cache.value(for: "v") { User(id: 1, name: "Ann") }
        #expect(user.name == "Ann")
        let some = try await cache.value(for: "v") {
            let user = try await find()
            return user
        }
        #expect(some?.name == "Ann")
    }

    @Test("The options' time of absences is used, and 0 remembers nothing and takes the old value away")
    func negativeTimes() async throws {
        let store = try CacheStore { $0.negativeTimeToLive = 7 }
        let cache = store.cache
        #expect(try await cache.value(for: "k") { Int?.none } == nil)
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == 7)
        #expect(try await cache.value(for: "l", ttl: 1, staleFor: 10) { Int?.some(1) } == 1)
        store.clock.advance(1)
        #expect(try await cache.value(for: "l", negativeTTL: 0) { Int?.none } == 1)
        try await waitUntil { try cache.entry(for: "l", as: Int.self) == nil }
    }
}
