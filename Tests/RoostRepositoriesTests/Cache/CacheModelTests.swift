import Foundation
import Roost
import RoostRepositories
import Testing

/// Random calls, compared with a dictionary after each.
@Suite("A cache against a model")
struct CacheModelTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        /// SplitMix64.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private struct Entry {
        var value: Int
        var tags: Set<String>
        var end: Date
    }

    private static let times: [TimeInterval] = [0, 1, 5, 20, .infinity]
    private static let tags = ["a", "b", "é", ""]
    private static let keys: [String] = (0..<24).map { number in
        let head = ["", "user/", "user/\u{E9}/", String(repeating: "long/", count: 160)][number % 4]
        return head + "\(number / 4)"
    }

    @Test("Any sequence of calls leaves what a dictionary would", arguments: 1...20 as ClosedRange<UInt64>)
    func model(seed: UInt64) throws {
        var random = Generator(state: seed)
        let store = try CacheStore { $0.batchSize = 3 }
        let cache = store.cache
        var model: [String: Entry] = [:]
        for step in 0..<150 {
            let key = Self.keys.randomElement(using: &random) ?? ""
            let tags = Self.tags.filter { _ in Bool.random(using: &random) }
            let seconds = Self.times.randomElement(using: &random) ?? 0
            let now = store.clock.now
            let place: Comment = "seed \(seed), step \(step)"
            switch Int.random(in: 0..<12, using: &random) {
            case 0...2:
                let isStored = try cache.set(step, for: key, ttl: .seconds(seconds), tags: tags)
                #expect(isStored == (seconds > 0), place)
                model[key] = seconds > 0 ? Entry(value: step, tags: Set(tags), end: now + seconds) : nil
            case 3:
                try cache.set(step, for: key, ttl: .keep, tags: tags)
                model[key] = Entry(value: step, tags: Set(tags), end: model[key]?.end ?? .distantFuture)
            case 4:
                let isAdded = try cache.add(step, for: key, ttl: .seconds(seconds), tags: tags)
                #expect(isAdded == (model[key] == nil && seconds > 0), place)
                if isAdded { model[key] = Entry(value: step, tags: Set(tags), end: now + seconds) }
            case 5:
                #expect(try cache.remove(key) == (model.removeValue(forKey: key) != nil), place)
            case 6:
                let tag = Self.tags.randomElement(using: &random) ?? ""
                let count = model.count
                model = model.filter { !$0.value.tags.contains(tag) }
                #expect(try cache.remove(tag: tag) == count - model.count, place)
            case 7:
                let prefix = String(key.prefix(Int.random(in: 1...max(1, key.count), using: &random)))
                let count = model.count
                model = model.filter { !$0.key.utf8.starts(with: prefix.utf8) }
                #expect(try cache.remove(prefix: prefix) == count - model.count, place)
            case 8:
                let batch = Dictionary(
                    uniqueKeysWithValues: Self.keys.filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
                        .map { ($0, step) })
                try cache.set(batch, ttl: 10, tags: tags)
                for key in batch.keys { model[key] = Entry(value: step, tags: Set(tags), end: now + 10) }
            case 9: try store.db.sweep(batchSize: 2)
            case 10 where step % 40 == 0:
                try cache.removeAll()
                model = [:]
            default:
                store.clock.advance(TimeInterval(Int.random(in: 0...4, using: &random)))
                model = model.filter { store.clock.now < $0.value.end }
            }
            #expect(try cache.get(key) == model[key]?.value, place)
            #expect(try cache.count() == model.count, place)
            if step % 10 == 0 {
                #expect(try Set(cache.keys()) == Set(model.keys), place)
                #expect(try cache.get(Self.keys, as: Int.self) == model.mapValues(\.value), place)
                for tag in Self.tags {
                    #expect(try cache.count(tag: tag) == model.count { $0.value.tags.contains(tag) }, place)
                }
            }
        }
        #expect(try store.db.verify().isSound)
    }
}
