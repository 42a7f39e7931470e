import Measuring
import Roost
import RoostRepositories

extension Worker {
    /// A key that many tasks ask for.
    private mutating func key() -> String {
        // The square makes some keys popular.
        let number = generator.next(below: 1_000)
        return "item/\(number * number / 50)"
    }

    private mutating func payload(_ key: String) -> SoakPayload {
        let size: Int
        switch generator.next(below: 1_000) {
        case 0..<5: size = 100_000
        case 5..<100: size = 10_000
        default: size = 100 + generator.next(below: 2_000)
        }
        // Random text, which does not compress away.
        let text = (0..<size / 12).map { _ in String(generator.next() | 1 << 63, radix: 36) }.joined()
        return SoakPayload(key: key, text: text)
    }

    private mutating func seconds() -> TimeToLive { .seconds(0.5 + Double(generator.next(below: 8))) }

    mutating func loadCached() async throws {
        let key = key()
        let payload = payload(key)
        let found = try await store.cache.value(for: key, ttl: seconds(), staleFor: 0.5, tags: ["loaded"]) { payload }
        expect(found.key == key, "the cache answered with the value of another key")
    }

    mutating func storeCached() async throws {
        let key = key()
        let payload = payload(key)
        try await store.cache.set(payload, for: key, ttl: seconds(), tags: ["task/\(number)"])
    }

    mutating func removeCached() async throws {
        switch generator.next(below: 20) {
        case 0: try await store.cache.remove(tag: "task/\(number)")
        case 1: try await store.cache.remove(prefix: "item/\(generator.next(below: 100))")
        default: try await store.cache.remove(key())
        }
    }
}
