import Foundation
import Roost
import RoostRepositories
import Testing

/// A removal says that what is cached may be wrong: it is not lost with its caller.
@Suite("Removals of cancelled callers")
struct CacheCancellationTests {
    enum Removal: CaseIterable {
        case key, keys, tag, prefix, all

        func run(_ cache: Cache) async throws {
            switch self {
            case .key: try await cache.remove("user/1")
            case .keys: try await cache.remove(["user/1", "user/2"])
            case .tag: try await cache.remove(tag: "first")
            case .prefix: try await cache.remove(prefix: "user/1")
            case .all: try await cache.removeAll()
            }
        }

        func runBlocking(_ cache: Cache) throws {
            switch self {
            case .key: try cache.remove("user/1")
            case .keys: try cache.remove(["user/1", "user/2"])
            case .tag: try cache.remove(tag: "first")
            case .prefix: try cache.remove(prefix: "user/1")
            case .all: try cache.removeAll()
            }
        }
    }

    @Test("A removal goes on to its end", arguments: Removal.allCases, [true, false])
    func removals(_ removal: Removal, isBlocking: Bool) async throws {
        let store = try CacheStore { $0.batchSize = 2 }
        let cache = store.cache
        for number in 1..<20 { try await cache.set(number, for: "user/\(number)", tags: number > 9 ? ["first"] : []) }
        try await cache.set(1, for: "user/1", tags: ["first"])
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            if isBlocking { try removal.runBlocking(cache) } else { try await removal.run(cache) }
        }
        try await call.value
        #expect(try !cache.contains("user/1"))
        switch removal {
        case .key: #expect(try cache.statistics().entries == 18)
        case .keys: #expect(try cache.statistics().entries == 17)
        case .tag, .prefix: #expect(try cache.statistics().entries == 8)
        case .all: #expect(try cache.statistics().entries == 0)
        }
    }

    @Test("A value that a cancelled caller stores is not stored")
    func storing() async throws {
        let cache = try CacheStore().cache
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await cache.set(1, for: "k")
        }
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(try !cache.contains("k"))
    }
}
