#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostHummingbird
import Testing

@Suite struct ValueTests {
    struct Basket: Codable, Equatable, Sendable {
        var items: [String]
        var total: Double?
    }

    @Test func whatIsNotThereIsNil() async throws {
        let store = try PersistStore()
        #expect(try await store.value("none") == nil)
        #expect(try await store.ttl("none") == nil)
        try await store.driver.remove(key: "none")
    }

    @Test func aKeyIsCreatedOnce() async throws {
        let store = try PersistStore()
        try await store.driver.create(key: "a", value: "first")
        await expect(.duplicate) { try await store.driver.create(key: "a", value: "second") }
        await expect(.duplicate) { try await store.driver.create(key: "a", value: "third", expires: .zero) }
        #expect(try await store.value("a") == "first")
    }

    @Test func whatIsSetReplacesAndWhatIsRemovedCanBeCreated() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "first")
        try await store.driver.set(key: "a", value: "second")
        #expect(try await store.value("a") == "second")
        try await store.driver.remove(key: "a")
        #expect(try await store.value("a") == nil)
        try await store.driver.create(key: "a", value: "third")
        #expect(try await store.value("a") == "third")
    }

    @Test func valuesOfAllKindsComeBack() async throws {
        let driver = try PersistStore().driver
        func check<V: Codable & Equatable & Sendable>(
            _ value: V, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            try await driver.set(key: "value", value: value)
            #expect(try await driver.get(key: "value", as: V.self) == value, sourceLocation: sourceLocation)
            let both = try await driver.getWithTTL(key: "value", as: V.self)
            #expect(both?.object == value, sourceLocation: sourceLocation)
        }
        try await check("")
        try await check("Zürich \u{0} \"quoted\"")
        try await check(Int.min)
        try await check(UInt64.max)
        try await check(-0.1)
        try await check(true)
        try await check([1, 2, 3])
        try await check(["a": 1])
        try await check(Basket(items: ["egg"], total: nil))
        try await check([Basket(items: [], total: 0.5)])
        try await check(UUID())
        try await check(Date(timeIntervalSince1970: 0.25))
        try await check(Data([0, 255, 7]))
        try await check([UInt8]("text".utf8))
        try await check(Int?.some(4))
        try await check(Int?.none)
    }

    @Test func anotherTypeIsAnInvalidConversion() async throws {
        let driver = try PersistStore().driver
        try await driver.set(key: "basket", value: Basket(items: [], total: 1))
        try await driver.set(key: "bytes", value: Data([1, 2]))
        await expect(.invalidConversion) { _ = try await driver.get(key: "basket", as: String.self) }
        await expect(.invalidConversion) { _ = try await driver.getWithTTL(key: "basket", as: [Int].self) }
        await expect(.invalidConversion) { _ = try await driver.get(key: "basket", as: Data.self) }
        await expect(.invalidConversion) { _ = try await driver.get(key: "bytes", as: String.self) }
        #expect(try await driver.get(key: "bytes", as: [UInt8].self) == [1, 2])
    }

    @Test func whatCannotBeEncodedChangesNothing() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "kept")
        do {
            try await store.driver.set(key: "a", value: Double.nan)
            Issue.record("stored a NaN")
        } catch RoostError.Code.encodingFailed {}
        #expect(try await store.value("a") == "kept")
    }

    @Test func keysAreAnyStrings() async throws {
        let store = try PersistStore()
        let long = String(repeating: "k", count: RoostPersistDriver.maximumKeyBytes - 1)
        let keys = ["", "a/b", "\u{0}", "Ä", long + "1", long + "2"]
        for key in keys { try await store.driver.create(key: key, value: "of \(key.count) \(key.suffix(1))") }
        for key in keys { #expect(try await store.value(key) == "of \(key.count) \(key.suffix(1))") }
        try await store.driver.remove(key: long + "1")
        #expect(try await store.value(long + "1") == nil)
        #expect(try await store.value(long + "2") != nil)
    }

    @Test func driversOfOneDatabaseKeepTheirTablesApart() async throws {
        let names = ["sessions", "flags"]
        let db = try Database.inMemory(tables: names.map(RoostPersistDriver.table(named:)))
        let drivers = try names.map { name in
            var configuration = RoostPersistDriver.Configuration()
            configuration.tableName = name
            return try RoostPersistDriver(db, configuration: configuration)
        }
        try await drivers[0].create(key: "a", value: 0)
        try await drivers[1].create(key: "a", value: 1)
        #expect(try await drivers[0].get(key: "a", as: Int.self) == 0)
        #expect(try await drivers[1].get(key: "a", as: Int.self) == 1)
    }

    @Test func aTableThatWasNotDeclaredIsRefused() throws {
        let db = try Database.inMemory(tables: [])
        #expect { try RoostPersistDriver(db) } throws: { RoostError.Code.tableNotDeclared ~= $0 }
    }

    @Test func aClosedDatabaseSaysSo() async throws {
        let store = try PersistStore()
        try await store.db.close()
        await #expect { try await store.driver.set(key: "a", value: "a") } throws: { RoostError.Code.closed ~= $0 }
        await #expect { try await store.value("a") } throws: { RoostError.Code.closed ~= $0 }
    }

    @Test func ofConcurrentCreatesOneSucceeds() async throws {
        let store = try PersistStore()
        // An expired value is in the way of none of them.
        try await store.driver.create(key: "a", value: "old", expires: .seconds(1))
        store.clock.advance(1)
        let winners = try await withThrowingTaskGroup(of: String?.self) { group in
            for index in 0..<100 {
                group.addTask {
                    do {
                        try await store.driver.create(key: "a", value: "\(index)", expires: .seconds(60))
                        return "\(index)"
                    } catch let error as PersistError where error == .duplicate {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [String]()) { if let winner = $1 { $0.append(winner) } }
        }
        #expect(winners.count == 1)
        #expect(try await store.value("a") == winners.first)
    }
}
#endif
