import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// No text that Swift makes of what Roost throws and reports shows a key or a value.
///
/// Shown on purpose: the values of a query by `explain()` and `QueryReport.plan`, a `PageToken` by its description, the
/// records of a `Page`, and `RoostError.holder` and `key` to whoever asks for them.
@Suite struct RedactionTests {
    static let secret = ErrorTextTests.secret

    static func expectRedacted(_ value: Any, _ comment: String = "") {
        for text in texts(of: value) { #expect(!text.contains(secret), "\(comment): \(text)") }
    }

    /// With all errors behind it, but those of the caller's own code.
    static func expectRedacted(_ error: any Error, _ comment: String = "") {
        var next: (any Error)? = error
        while let error = next {
            expectRedacted(error as Any, comment)
            next = (error as? RoostError)?.underlying
        }
        for failure in (error as? RoostError)?.failures ?? [] { expectRedacted(failure as Any, comment) }
    }

    @Test(arguments: ErrorTextTests.cases) func noErrorShowsAStoredValue(_ provoked: ErrorTextTests.Case) {
        do {
            try provoked.provoke()
        } catch {
            Self.expectRedacted(error, "\(provoked)")
        }
    }

    struct Bag<Payload: Codable & Sendable>: Codable, Sendable, Record {
        var name: String
        var payload: Payload

        struct Fields: Sendable { let name = Field("name", \Bag.name) }
        static var table: Table<Bag, String> { Table("bags", fields: Fields(), primaryKey: \Fields.name) }
    }

    enum Colour: String, Codable, Hashable { case red }
    enum Key: String, Codable, CodingKeyRepresentable { case red }
    struct Point: Codable { var x: Int, y: [String: Int] }
    /// Refuses in its own words.
    struct Picky: Codable {
        init(from decoder: any Decoder) throws {
            let text = (try? decoder.singleValueContainer().decode(String.self)) ?? RedactionTests.secret
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "I do not like \(text)"))
        }
    }

    private static let stored: [any Sendable & Codable] = [
        secret, [secret: secret], [secret: [secret: [secret]]], [[secret: 1]], [1, 2], ["x": secret],
        ["x": [secret: 1]], ["x": 1], 1.5, true, [String?.none], ["red": secret], ["x": 1, "y": 2],
    ]
    private static let asked: [any (Codable & Sendable).Type] = [
        String.self, Int.self, UInt8.self, Bool.self, Double.self, Date.self, UUID.self, URL.self, Data.self,
        Decimal.self, [String].self, [Int].self, [String: Int].self, [String: [String: Int]].self,
        [String: [String: [Int]]].self,
        [[String: Bool]].self, [Int: String].self, Colour.self, [Colour].self, [String: Colour].self,
        [String: Point].self, Point.self, Picky.self, [String: Picky].self, [Key: Picky].self,
    ]

    /// Each stored value read as each type.
    @Test func noPathOrTextOfADecodingErrorShowsAStoredValue() throws {
        var failures = 0
        for value in Self.stored {
            for type in Self.asked { failures += try Self.read(value, as: type) ? 0 : 1 }
        }
        #expect(failures > 200, "\(failures)")
    }

    private static func read<V: Codable & Sendable, T: Codable & Sendable>(_ value: V, as type: T.Type) throws -> Bool {
        let store = try LevelDBStore.inMemory()
        let old = try Database.open(UnclosableStore(store), path: nil, tables: [Bag<V>.table])
        try old[Bag<V>.self].put(Bag(name: secret, payload: value))
        let db = try Database.open(store, path: nil, tables: [Bag<T>.table])
        do {
            _ = try db[Bag<T>.self].get(secret)
            return true
        } catch {
            expectRedacted(error, "\(V.self) as \(T.self)")
            #expect(error is RoostError)
            return false
        }
    }

    struct Unspeakable: Codable, Sendable {
        var value = [RedactionTests.secret: Double.nan]
    }

    @Test func noEncodingErrorShowsAValue() throws {
        let db = try Database.inMemory(tables: [Bag<Unspeakable>.table])
        let error = #expect(throws: RoostError.self) {
            try db[Bag<Unspeakable>.self].put(Bag(name: Self.secret, payload: Unspeakable()))
        }
        #expect(error?.underlying is EncodingError)
        Self.expectRedacted(try #require(error))
    }

    /// An error of the caller's own code, which may show anything.
    struct Chatty: Error, CustomStringConvertible { var description: String { RedactionTests.secret } }

    @Test func noReportOfAStreamShowsAValue() async throws {
        let observer = RecordingObserver()
        var options = DatabaseOptions()
        options.observers = [observer]
        let db = try Database.inMemory(tables: [Counter.table], options: options)
        try await db[Counter.self].put(Counter(name: Self.secret, value: 1))
        for try await _ in db.stream(Query(Counter.self).where(\.name).startsWith(Self.secret)) {}
        #expect(observer.queries.count == 1)
        for report in observer.queries { Self.expectRedacted(report as Any) }
    }

    @Test func noReportShowsAValue() throws {
        let observer = RecordingObserver()
        var options = DatabaseOptions()
        options.observers = [observer]
        options.slowQueryThreshold = .zero
        let db = try Database.inMemory(tables: [Airport.table, Counter.table], options: options)
        let record = Airport(
            icao: Self.secret, name: Self.secret, city: Self.secret, country: Self.secret,
            elevation: 1)
        try db[Airport.self].put(record)
        let query = Query(Airport.self).where(\.country).equals(Self.secret).where(\.name).startsWith(Self.secret)
        _ = try db.query(query).toArray()
        _ = try db.query(query).or(\.city).anyOf(Self.secret, "b").orderBy(\.city).toArray()
        _ = try? db.query(query).filter { _ in throw Chatty() }.toArray()
        _ = try? db.write { tx in
            try tx[Airport.self].delete(Self.secret)
            throw Chatty()
        }
        _ = try? db[Airport.self].add(record)
        #expect(observer.queries.count >= 3 && observer.transactions.count >= 5)
        #expect(observer.queries.contains { $0.error is Chatty })
        #expect(observer.transactions.contains { $0.error is Chatty })
        for report in observer.queries { Self.expectRedacted(report as Any) }
        for report in observer.transactions { Self.expectRedacted(report as Any) }
        #expect(!db.advice().isEmpty)
        let page = try db[Airport.self].all.page(size: 1)
        let values: [Any] = [
            db, db.advice(), try db.statistics(), try db.verify(), db.health, query, db.query(query), db.stream(query),
            db[Airport.self].where(\.country), Airport.table, Airport.Fields(), page.next as Any,
            Change<Airport>.set(\.name, to: Self.secret),
        ]
        for value in values { Self.expectRedacted(value) }
        var damaged = RoostError(.corruptRecord, "damaged")
        damaged.key = Self.secret
        damaged.holder = Self.secret
        damaged.underlying = Chatty()
        Self.expectRedacted(damaged as Any)
        Self.expectRedacted(DatabaseHealth(writeFailure: damaged, reclaimFailure: damaged))
        Self.expectRedacted(CommitReport(transactions: 1, bytes: 1, isSynced: true, duration: .zero, error: damaged))
    }
}
