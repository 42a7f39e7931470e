import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Loading through a cache")
struct CacheLoadingTests {
    @Test("A hundred callers at once are one load, and all get its value")
    func singleFlight() async throws {
        let store = try CacheStore()
        let (cache, calls, gate) = (store.cache, CallCounter(), Gate())
        let values = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await cache.value(for: "k", ttl: 60) {
                        await gate.pass()
                        return calls.next()
                    }
                }
            }
            try await waitUntil { try cache.statistics().misses == 100 }
            await gate.open()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values == Array(repeating: 1, count: 100))
        #expect(calls.count == 1)
        let statistics = try cache.statistics()
        #expect(statistics.loads == 1 && statistics.coalesced == 99 && statistics.stores == 1)
        #expect(try cache.entry(for: "k", as: Int.self)?.remaining == 60)
        #expect(try await cache.value(for: "k") { calls.next() } == 1)
        #expect(try cache.statistics().hits == 2)
    }

    @Test("Callers that come one by one while others load never load twice")
    func noSecondLoad() async throws {
        for _ in 0..<200 {
            let cache = try CacheStore().cache
            let calls = CallCounter()
            await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<8 { group.addTask { try? await cache.value(for: "k") { calls.next() } } }
                for await value in group { #expect(value == 1) }
            }
            #expect(calls.count == 1)
        }
    }

    @Test("An error reaches all who wait, and is not cached")
    func errors() async throws {
        let cache = try CacheStore().cache
        let (calls, gate) = (CallCounter(), Gate())
        await withTaskGroup(of: LoadFailed?.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        _ = try await cache.value(for: "k") { () async throws -> Int in
                            await gate.pass()
                            throw LoadFailed(number: calls.next())
                        }
                        return nil
                    } catch { return error as? LoadFailed }
                }
            }
            try? await waitUntil { try cache.statistics().misses == 10 }
            await gate.open()
            for await error in group { #expect(error == LoadFailed(number: 1)) }
        }
        #expect(try await cache.value(for: "k") { calls.next() } == 2)
        let statistics = try cache.statistics()
        #expect(statistics.loads == 2 && statistics.loadFailures == 1)
    }

    @Test("Callers of different types do not share a load")
    func types() async throws {
        let cache = try CacheStore().cache
        let gate = Gate()
        async let number = cache.value(for: "k") { () async -> Int in
            await gate.pass()
            return 1
        }
        async let text = cache.value(for: "k") { () async -> String in
            await gate.pass()
            return "one"
        }
        try await waitUntil { try cache.statistics().loads == 2 }
        await gate.open()
        #expect(try await number == 1)
        #expect(try await text == "one")
        // Whichever was stored last, the other type is loaded anew and not an error.
        #expect(try await cache.value(for: "k") { 2 } <= 2)
        #expect(try await cache.value(for: "k") { "two" } == "two")
        #expect(try cache.get("k") == "two")
    }

    @Test("A caller that is cancelled leaves the others alone")
    func oneCancelled() async throws {
        let cache = try CacheStore().cache
        let (gate, calls) = (Gate(), CallCounter())
        let load: @Sendable () async throws -> Int = {
            await gate.pass()
            try Task.checkCancellation()
            return calls.next()
        }
        let first = Task { try await cache.value(for: "k", load: load) }
        try await waitUntil { try cache.statistics().misses == 1 }
        let second = Task { try await cache.value(for: "k", load: load) }
        try await waitUntil { try cache.statistics().misses == 2 }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        await gate.open()
        #expect(try await second.value == 1)
        #expect(try cache.get("k") == 1)
    }

    @Test("When all are cancelled the load is, and who comes later loads anew")
    func allCancelled() async throws {
        let cache = try CacheStore().cache
        let (gate, wasCancelled) = (Gate(), CallCounter())
        let callers = (0..<5).map { _ in
            Task {
                try await cache.value(for: "k") { () async throws -> Int in
                    await gate.pass()
                    if Task.isCancelled { wasCancelled.next() }
                    return 1
                }
            }
        }
        try await waitUntil { try cache.statistics().misses == 5 }
        for caller in callers { caller.cancel() }
        for caller in callers { await #expect(throws: CancellationError.self) { try await caller.value } }
        #expect(try await cache.value(for: "k") { 2 } == 2)
        await gate.open()
        try await waitUntil { wasCancelled.count == 1 }
        try await waitUntil { try cache.statistics().loads == 2 }
        #expect(try cache.get("k") == 2)
    }

    @Test("A caller that is cancelled before it calls is served a hit and does not load")
    func cancelledBefore() async throws {
        let cache = try CacheStore().cache
        let gate = Gate()
        try await cache.set(1, for: "hit")
        let caller = Task {
            await gate.pass()
            let hit = try await cache.value(for: "hit") { 0 }
            #expect(hit == 1)
            return try await cache.value(for: "miss") { 0 }
        }
        caller.cancel()
        await gate.open()
        await #expect(throws: CancellationError.self) { try await caller.value }
        #expect(try !cache.contains("miss"))
    }

    @Test("The loader has the task-local values of its caller")
    func taskLocals() async throws {
        let cache = try CacheStore().cache
        let value = try await Self.$trace.withValue("t-1") { try await cache.value(for: "k") { Self.trace } }
        #expect(value == "t-1")
    }

    @TaskLocal private static var trace = "none"

    @Test("A value that cannot be stored is returned all the same, and reported")
    func unstorable() async throws {
        let failures = Failures()
        let cache = try CacheStore { $0.onFailure = { failures.append($0) } }.cache
        #expect(try await cache.value(for: "k") { Double.infinity } == .infinity)
        let failure = try #require(failures.all.first)
        #expect(failure.operation == .store && failure.key == "k")
        #expect(RoostError.Code.encodingFailed ~= failure.error)
        #expect(try cache.statistics().storeFailures == 1)
        #expect(try await cache.count() == 0)
    }

    @Test("What has no life is loaded for each who asks, and not stored")
    func noLife() async throws {
        let cache = try CacheStore().cache
        let calls = CallCounter()
        #expect(try await cache.value(for: "k", ttl: 0) { calls.next() } == 1)
        #expect(try await cache.value(for: "k", ttl: 0) { calls.next() } == 2)
        #expect(try await cache.count() == 0)
    }

    @Test("Bytes are loaded as bytes")
    func bytes() async throws {
        let cache = try CacheStore().cache
        let data = Data([0, 1, 0xFF])
        #expect(try await cache.value(for: "k") { data } == data)
        #expect(try await cache.value(for: "k") { Data() } == data)
        #expect(try cache.get("k") == [0, 1, 0xFF] as [UInt8])
    }
}

/// Collects failures from any thread.
final class Failures: @unchecked Sendable {
    /// `@unchecked Sendable`: `failures` is used with the lock held.
    private let lock = NSLock()
    private var failures: [CacheFailure] = []

    func append(_ failure: CacheFailure) {
        lock.lock()
        defer { lock.unlock() }
        failures.append(failure)
    }

    var all: [CacheFailure] {
        lock.lock()
        defer { lock.unlock() }
        return failures
    }
}
