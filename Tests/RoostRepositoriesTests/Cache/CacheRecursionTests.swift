import Roost
import RoostRepositories
import Testing

@Suite("Loaders that ask the cache", .timeLimit(.minutes(20)))
struct CacheRecursionTests {
    @Test("One that asks for its own key gets an error instead of waiting for itself")
    func itself() async throws {
        let cache = try CacheStore().cache
        await #expect {
            try await cache.value(for: "k") { try await cache.value(for: "k") { 1 } }
        } throws: { CacheError.Code.recursiveLoad ~= $0 }
        // Nothing is left of it.
        #expect(try await cache.value(for: "k") { 2 } == 2)
        #expect(try cache.statistics().loadFailures == 1)
    }

    @Test("It may catch the error")
    func caught() async throws {
        let cache = try CacheStore().cache
        let value = try await cache.value(for: "k") {
            do {
                return try await cache.value(for: "k") { 1 }
            } catch CacheError.Code.recursiveLoad {
                return 2
            }
        }
        #expect(value == 2)
        #expect(try cache.get("k") == 2)
    }

    @Test("So it is through the loaders of other keys, and through child tasks")
    func throughOthers() async throws {
        let cache = try CacheStore().cache
        @Sendable func load(_ key: Int) async throws -> Int {
            try await cache.value(for: "\(key)") {
                async let next = load((key + 1) % 3)
                return try await next
            }
        }
        await #expect { try await load(0) } throws: { CacheError.Code.recursiveLoad ~= $0 }
    }

    @Test("Other keys, other types of the same key and other caches are no recursion")
    func others() async throws {
        let (cache, other) = (try CacheStore().cache, try CacheStore().cache)
        let value = try await cache.value(for: "k") { () async throws -> Int in
            let text = try await cache.value(for: "k") { () async throws -> String in "3" }
            let number = try await cache.value(for: "l") { 4 }
            return try await other.value(for: "k") { (Int(text) ?? 0) + number }
        }
        #expect(value == 7)
    }

    @Test("A task that outlives its loader may ask for what it loaded")
    func outliving() async throws {
        let store = try CacheStore()
        let (cache, gate) = (store.cache, Gate())
        let (tasks, continuation) = AsyncStream.makeStream(of: Task<Int, any Error>.self)
        #expect(
            try await cache.value(for: "k") {
                continuation.yield(
                    Task {
                        await gate.pass()
                        return try await cache.value(for: "k") { 2 }
                    })
                continuation.finish()
                return 1
            } == 1)
        try await cache.remove("k")
        await gate.open()
        for await task in tasks { #expect(try await task.value == 2) }
    }
}
