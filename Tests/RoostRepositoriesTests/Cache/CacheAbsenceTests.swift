import Foundation
import Roost
import Testing

@testable import RoostRepositories

/// A value of its own that is written as `null`, as types do that stand for nothing.
private struct Blank: Codable, Sendable, Equatable {
    init() {}

    init(from decoder: any Decoder) throws {
        guard try decoder.singleValueContainer().decodeNil() else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "it is something"))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}

/// A value around another that may be nil, and is written as that.
private struct Box: Codable, Sendable, Equatable {
    var value: Int?

    init(_ value: Int?) { self.value = value }

    init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int?.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

@Suite("Known absences in a cache")
struct CacheAbsenceTests {
    private let store: CacheStore
    private let cache: Cache

    init() throws {
        store = try CacheStore()
        cache = store.cache
    }

    /// What is found of an absence, whoever asks and as whatever type.
    private func expectAbsence(_ key: String, _ origin: Comment) async throws {
        let calls = CallCounter()
        #expect(try cache.get(key, as: Int.self) == nil, origin)
        #expect(try cache.get(key, as: String.self) == nil, origin)
        #expect(try cache.get(key, as: Data.self) == nil, origin)
        #expect(try cache.get(key, as: User.self) == nil, origin)
        #expect(try cache.get(key, as: Int?.self) == .some(nil), origin)
        #expect(try cache.get(key, as: Int??.self) == .some(nil), origin)
        #expect(try await cache.get([key], as: Int.self) == [:], origin)
        #expect(try await cache.get([key], as: Int?.self) == [key: nil], origin)
        #expect(try cache.contains(key) == false, origin)
        #expect(try #require(try cache.entry(for: key, as: Int.self)).value == nil, origin)
        #expect(try #require(try cache.entry(for: key, as: Int?.self)).value == .some(nil), origin)
        let number: Int? = try await cache.value(for: key) { () async -> Int? in calls.next() }
        #expect(number == nil, origin)
        let text: String? = try await cache.value(for: key, negativeTTL: 9) { () async -> String? in "\(calls.next())" }
        #expect(text == nil, origin)
        #expect(try await loaded(Int?.self, key) { calls.next() } == nil, origin)
        #expect(calls.count == 0, origin)
        // The one spelling.
        #expect(try store.record(key).isKnownAbsent, origin)
    }

    /// Loads by the form without an absence, which generic code gets for optional types, too.
    private func loaded<V: Codable & Sendable>(
        _ type: V.Type, _ key: String, load: @escaping @Sendable () async throws -> V
    ) async throws -> V {
        try await cache.value(for: key, load: load)
    }

    @Test("A nil is an absence, however it was stored")
    func oneSpelling() async throws {
        #expect(try await cache.set(Int?.none, for: "set"))
        try await expectAbsence("set", "set")
        try await cache.set(Int?.none, for: "async")
        try await expectAbsence("async", "async set")
        try await cache.set(Int??.some(.none), for: "nested")
        try await expectAbsence("nested", "nested optional")
        try await cache.set(Int???.some(.some(.none)), for: "deeper")
        try await expectAbsence("deeper", "deeper optional")
        try await cache.set(["bulk": Data?.none])
        try await expectAbsence("bulk", "set of several")
        #expect(try await cache.add([String]?.none, for: "add"))
        try await expectAbsence("add", "add")
        _ = try await cache.value(for: "loaded") { () async -> User? in nil }
        try await expectAbsence("loaded", "loaded")
        _ = try await loaded(Int?.self, "generic") { nil }
        try await expectAbsence("generic", "loaded by generic code")
        _ = try await cache.value(for: "nested load", negativeTTL: 60) { () async -> Int?? in .some(.none) }
        try await expectAbsence("nested load", "nested, loaded")
    }

    @Test("A value in an optional is a value")
    func optionalValues() async throws {
        try await cache.set(Int?.some(5), for: "a")
        try await cache.set(Int??.some(.some(6)), for: "b")
        try await cache.set(Data?.some(Data([0, 255])), for: "c")
        #expect(try cache.get("a", as: Int.self) == 5)
        #expect(try cache.get("a", as: Int?.self) == 5)
        #expect(try cache.get("b", as: Int.self) == 6)
        #expect(try cache.get("b", as: Int??.self) == 6)
        #expect(try cache.get("c", as: Data?.self) == Data([0, 255]))
        #expect(try await loaded(Int?.self, "a") { nil } == 5)
        #expect(try cache.contains("a"))
    }

    @Test("A type of its own that is written as null is a value for itself, and an absence for all others")
    func nullsOfTheirOwn() async throws {
        let calls = CallCounter()
        try await cache.set(Blank(), for: "blank")
        try await cache.set(Box(nil), for: "box")
        #expect(try cache.get("blank", as: Blank.self) == Blank())
        #expect(try cache.get("box", as: Box.self) == Box(nil))
        #expect(try cache.contains("blank") && cache.contains("box"))
        #expect(try await !cache.add(Blank(), for: "blank"))
        for key in ["blank", "box"] {
            #expect(try cache.get(key, as: Int.self) == nil)
            #expect(try cache.get(key, as: Int?.self) == .some(nil))
            #expect(try await cache.value(for: key) { () async -> Int? in calls.next() } == nil)
        }
        for _ in 0..<2 {
            _ = try await cache.value(for: "loaded") {
                _ = calls.next()
                return Blank()
            }
        }
        #expect(calls.count == 1)
    }

    @Test("An absence is as long known as it was said to be, and a value takes its place")
    func lifetimes() async throws {
        try await cache.set(Int?.none, for: "k", ttl: 10)
        store.clock.advance(9.999)
        #expect(try cache.entry(for: "k", as: Int.self) != nil)
        store.clock.advance(0.001)
        #expect(try cache.entry(for: "k", as: Int.self) == nil)
        try await cache.set(Int?.none, for: "k")
        #expect(try await cache.add(7, for: "k"))
        #expect(try cache.get("k", as: Int.self) == 7)
        try await cache.set(Int?.none, for: "k", ttl: 0)
        #expect(try cache.entry(for: "k", as: Int.self) == nil)
    }
}
