import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Races in a cache")
struct CacheRaceTests {
    /// What may happen under a key while it is loaded.
    enum Interference: String, CaseIterable, Sendable {
        case set, setAsync, setMany, add, remove, removeAsync, removeMany, removeAll, tag, tagAsync, prefix, prefixAsync

        /// Whether a value is there behind it.
        var stores: Bool { [.set, .setAsync, .setMany, .add].contains(self) }

        func run(on cache: Cache) async throws {
            switch self {
            case .set: try Self.sync { try cache.set("new", for: "key/1") }
            case .setAsync: try await cache.set("new", for: "key/1")
            case .setMany: try await cache.set(["key/1": "new", "key/2": "new"])
            case .add: #expect(try await cache.add("new", for: "key/1"))
            case .remove: try Self.sync { try cache.remove("key/1") }
            case .removeAsync: try await cache.remove("key/1")
            case .removeMany: try await cache.remove(["key/0", "key/1"])
            case .removeAll: try await cache.removeAll()
            case .tag: try Self.sync { try cache.remove(tag: "t") }
            case .tagAsync: try await cache.remove(tag: "t")
            case .prefix: try Self.sync { try cache.remove(prefix: "key/") }
            case .prefixAsync: try await cache.remove(prefix: "key/")
            }
        }

        private static func sync(_ body: () throws -> some Any) throws { _ = try body() }
    }

    @Test("What happens to a key while it is loaded wins over what is loaded", arguments: Interference.allCases)
    func interference(_ interference: Interference) async throws {
        let cache = try CacheStore().cache
        let (gate, calls) = (Gate(), CallCounter())
        let load: @Sendable () async throws -> String = {
            calls.next()
            await gate.pass()
            return "old"
        }
        let waiting = Task { try await cache.value(for: "key/1", tags: ["t"], load: load) }
        try await waitUntil { calls.count == 1 }
        try await interference.run(on: cache)
        // Who comes later does not join the load that is out of date.
        let later = Task { try await cache.value(for: "key/1", tags: ["t"]) { "new" } }
        #expect(try await later.value == "new")
        if interference != .add { try await interference.run(on: cache) }
        await gate.open()
        #expect(try await waiting.value == "old")
        #expect(try cache.get("key/1") == (interference.stores ? "new" : String?.none))
    }

    @Test("What happens to other keys does not matter", arguments: [Interference.set, .remove, .tag, .prefix])
    func noInterference(_ interference: Interference) async throws {
        let cache = try CacheStore().cache
        let (gate, calls) = (Gate(), CallCounter())
        let waiting = Task {
            try await cache.value(for: "other", tags: ["u"]) { () async -> String in
                calls.next()
                await gate.pass()
                return "value"
            }
        }
        try await waitUntil { calls.count == 1 }
        try await interference.run(on: cache)
        await gate.open()
        #expect(try await waiting.value == "value")
        #expect(try cache.get("other") == "value")
    }

    @Test("A removal that has returned is never undone by a load that began before it")
    func noResurrection() async throws {
        let cache = try CacheStore().cache
        let source = CallCounter()
        for round in 0..<300 {
            // The loader reads its source, then the source changes, then the key is removed.
            let before = source.count
            let loads = (0..<3).map { _ in Task { try await cache.value(for: "k", tags: ["t"]) { source.count } } }
            if round % 2 == 0 { await Task.yield() }
            source.next()
            switch round % 3 {
            case 0: try await cache.remove("k")
            case 1: try await cache.remove(tag: "t")
            default: try await cache.remove(prefix: "k")
            }
            for load in loads { #expect(try await load.value >= before) }
            let cached = try cache.get("k", as: Int.self)
            #expect(cached == nil || cached == before + 1)
        }
    }

    @Test("Of a hundred that add at once, one does")
    func adding() async throws {
        let cache = try CacheStore().cache
        let added = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 { group.addTask { try await cache.add(number, for: "lock", ttl: 60) } }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(added == 1)
        #expect(try cache.statistics().stores == 1)
    }

    @Test("Setting against sweeping leaves exactly what lives")
    func settingAgainstSweeping() async throws {
        let store = try CacheStore()
        let cache = store.cache
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    for number in 0..<300 {
                        try await cache.set(
                            number, for: "\(writer)/\(number % 50)", ttl: .seconds(number % 3 == 0 ? 1 : 1e6))
                        if number % 10 == 0 { store.clock.advance(0.5) }
                    }
                }
            }
            group.addTask { for _ in 0..<100 { try await store.db.sweep(batchSize: 7) } }
            group.addTask {
                for number in 0..<500 { _ = try cache.get("0/\(number % 50)", as: Int.self) }
            }
            try await group.waitForAll()
        }
        store.clock.advance(10)
        try await store.db.sweep()
        var living = 0
        for writer in 0..<2 {
            for number in 250..<300 {
                let value = try cache.get("\(writer)/\(number % 50)", as: Int.self)
                #expect(value == (number % 3 == 0 ? nil : number))
                living += value == nil ? 0 : 1
            }
        }
        #expect(try cache.statistics().entries == living)
        #expect(try await store.db.verify().isSound)
    }

    @Test("Shrinking beside readers and writers keeps the budget and the store sound")
    func shrinking() async throws {
        let store = try CacheStore {
            $0.maxBytes = 30_000
            $0.batchSize = 20
            $0.accessResolution = 0
            $0.accessBatch = 50
        }
        let cache = store.cache
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    for number in 0..<200 {
                        let priority = CachePriority.allCases[number % 4]
                        try await cache.set(
                            String(repeating: "x", count: number), for: "\(writer)/\(number)", tags: ["\(number % 5)"],
                            priority: priority)
                        store.clock.advance(0.1)
                    }
                }
                group.addTask {
                    for number in 0..<400 {
                        _ = try cache.get("\(writer)/\(number % 200)", as: String.self)
                        if number % 100 == 0 { await Task.yield() }
                        #expect(try cache.statistics().jsonBytes <= 30_000)
                    }
                }
            }
            group.addTask { for _ in 0..<20 { try await cache.shrinkToBudget() } }
            group.addTask { for bytes in 0..<10 { try await cache.shrink(toBytes: bytes * 2_000) } }
            group.addTask { for number in 0..<20 { try await cache.remove(tag: "\(number % 5)") } }
            try await group.waitForAll()
        }
        let statistics = try cache.statistics()
        #expect(statistics.jsonBytes <= 30_000)
        #expect(statistics.stores == statistics.entries + statistics.evictions + statistics.removals)
        #expect(try await store.db.verify().isSound)
    }

    @Test("Loads, removals, cancellations and expiry at once end with nothing under way")
    func everything() async throws {
        let store = try CacheStore { $0.maxEntries = 40 }
        let cache = store.cache
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<6 {
                group.addTask {
                    for number in 0..<150 {
                        let key = "k\((number * 7 + worker) % 60)"
                        let caller = Task {
                            try await cache.value(for: key, ttl: 1, staleFor: 2, tags: ["t"]) {
                                await Task.yield()
                                if number % 11 == 0 { throw LoadFailed() }
                                return key
                            }
                        }
                        if number % 5 == worker % 5 { caller.cancel() }
                        if let value = try? await caller.value { #expect(value == key) }
                        if number % 20 == 0 { store.clock.advance(0.5) }
                        if number % 30 == worker { _ = try? await cache.remove(key) }
                        if number % 50 == worker { _ = try? await cache.remove(tag: "t") }
                    }
                }
            }
        }
        let statistics = try cache.statistics()
        #expect(statistics.hits + statistics.staleHits + statistics.misses == 6 * 150)
        #expect(statistics.entries <= 40)
        #expect(try await cache.value(for: "end") { "end" } == "end")
        #expect(try await store.db.verify().isSound)
    }
}
