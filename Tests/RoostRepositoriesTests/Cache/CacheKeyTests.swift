import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Keys of a cache")
struct CacheKeyTests {
    private static let lengths = [0, 1, 119, 120, 121, 715, 716, 717, 718, 719, 720, 721, 765, 768, 5_000]

    @Test("Keys of any length, script and control characters are different keys")
    func lengths() throws {
        let cache = try CacheStore { $0.maxKeyBytes = 65_536 }.cache
        var values: [String: Int] = [:]
        for letter in ["a", "é", "漢", "😀", "\u{0}", "\u{1}", "#"] {
            for length in Self.lengths {
                for end in ["", "x", "y"] {
                    let key = String(repeating: letter, count: length) + end
                    values[key] = values.count
                }
            }
        }
        try cache.set(values)
        #expect(try cache.count() == values.count)
        for (key, value) in values { #expect(try cache.get(key) == value, "\(key.count) of \(key.first ?? " ")") }
        #expect(Set(try cache.keys()) == Set(values.keys))
        for key in values.keys { #expect(try cache.remove(key)) }
        #expect(try cache.count() == 0)
    }

    @Test("Strings that Swift calls equal are one key, however long")
    func canonicalEquivalence() throws {
        let cache = try CacheStore { $0.maxKeyBytes = 65_536 }.cache
        for count in [1, 100, 500, 2_000] {
            let (composed, decomposed) = (
                String(repeating: "\u{E9}", count: count), String(repeating: "e\u{301}", count: count)
            )
            try cache.set(count, for: composed)
            #expect(try cache.get(decomposed) == count)
            #expect(try cache.remove(decomposed))
        }
    }

    @Test("A key that looks like the stored form of a long one is another key")
    func lookalike() throws {
        let store = try CacheStore()
        let long = String(repeating: "k", count: 1_000)
        try store.cache.set(1, for: long)
        let stored = try #require(try store.db[CacheEntry.self].all.primaryKeys().first)
        #expect(stored.utf8.count == 720 + 1 + 43)
        #expect(stored.hasPrefix(String(repeating: "k", count: 720) + "#"))
        #expect(try !store.cache.contains(stored))
        try store.cache.set(2, for: stored)
        #expect(try store.cache.get(long) == 1)
        #expect(try store.cache.get(stored) == 2)
        #expect(try store.cache.count() == 2)
    }

    @Test(
        "A prefix removes exactly the keys that start with it, long ones too",
        arguments: [0, 1, 500, 716, 717, 718, 720, 721, 800, 1_500])
    func prefixes(length: Int) throws {
        for letter in ["a", "é", "😀"] {
            let store = try CacheStore {
                $0.batchSize = 7
                $0.maxKeyBytes = 65_536
            }
            let cache = store.cache
            var keys: Set<String> = []
            for length in Self.lengths + [800, 1_500, 1_501] {
                for end in ["", "b", "bc", "z"] { keys.insert(String(repeating: letter, count: length) + end) }
            }
            try cache.set(Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) }))
            let prefix = String(repeating: letter, count: length) + (length > 0 ? "b" : "")
            let matching = keys.filter { $0.utf8.starts(with: prefix.utf8) }
            #expect(Set(try cache.keys(prefix: prefix)) == matching)
            #expect(try cache.remove(prefix: prefix) == matching.count)
            #expect(Set(try cache.keys()) == keys.subtracting(matching))
        }
    }

    @Test("A prefix is one of normalised text")
    func normalizedPrefix() throws {
        let cache = try CacheStore { $0.maxKeyBytes = 65_536 }.cache
        try cache.set(["caf\u{E9}/1": 1, "cafe\u{301}/2": 2, "cafe/3": 3])
        #expect(try cache.remove(prefix: "cafe\u{301}") == 2)
        #expect(try cache.keys() == ["cafe/3"])
    }

    @Test("A tag removes exactly the entries that have it, in however many batches")
    func tags() throws {
        let store = try CacheStore { $0.batchSize = 10 }
        let cache = store.cache
        for number in 0..<100 {
            try cache.set(number, for: "\(number)", tags: ["all", "mod3=\(number % 3)", "all", "é"])
        }
        try cache.set(100, for: "100", tags: ["e\u{301}"])
        try cache.set(101, for: "101")
        #expect(try cache.remove(tag: "mod3=0") == 34)
        #expect(try cache.count() == 68)
        #expect(try cache.remove(tag: "mod3=0") == 0)
        #expect(try cache.remove(tag: "mod") == 0)
        // The tags are those of the last time it was set.
        try cache.set(1, for: "1", tags: ["other"])
        #expect(try cache.remove(tag: "all") == 65)
        #expect(try cache.keys() == ["1", "100", "101"])
        #expect(try cache.remove(tag: "é") == 1)
        #expect(try cache.statistics().removals == 100)
    }
}
