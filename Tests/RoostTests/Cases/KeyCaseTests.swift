import Foundation
import Roost
import Testing

/// Questions that Dexie.js 4.4.4 was asked about keys, section K of the cases. Where Roost answers differently on
/// purpose, a comment says why.
@Suite("Cases: keys") struct KeyCaseTests {
    private func store(_ keys: [Keyed]) throws -> Database {
        let db = try Database.inMemory(tables: [Keyed.table])
        try db[Keyed.self].bulkAdd(keys)
        return db
    }

    // No field holds an array as one key. What stands for it are several fields, of which nil is the missing one.
    @Test("K2 keys of several fields are compared one after another, and a missing one comes first")
    func tuples() throws {
        let db = try store([
            Keyed(id: 1, x: 1, y: 0), Keyed(id: 2, x: 0, y: 9), Keyed(id: 3, x: 1), Keyed(id: 4, x: 0, y: 0),
        ])
        #expect(try db[Keyed.self].orderBy(\.x, \.y).primaryKeys() == [4, 2, 3, 1])
        #expect(try db[Keyed.self].where(\.x, \.y).above(0, 0).primaryKeys() == [2, 3, 1])
    }

    @Test("K3 bytes are compared one after another, whatever they are a part of") func bytes() throws {
        let whole = Data([9, 0, 1, 9])
        let db = try store([
            Keyed(id: 1, data: Data([0, 1])), Keyed(id: 2, data: Data([0])), Keyed(id: 3, data: Data([0, 1, 0])),
        ])
        #expect(try db[Keyed.self].where(\.data).isNotNil().primaryKeys() == [2, 1, 3])
        #expect(try db[Keyed.self].where(\.data).equals(whole[1...2]).primaryKeys() == [1])
    }

    @Test("K5 the order of numbers", arguments: [[10, 9, -1, 0.5, -0.5, 1e21, 2]]) func numbers(_ numbers: [Double])
        throws
    {
        let db = try store(numbers.enumerated().map { Keyed(id: $0, number: $1) })
        #expect(try db[Keyed.self].orderBy(\.number).keys(\.number) == [-1, -0.5, 0.5, 2, 9, 10, 1e21])
    }

    @Test("K6 bytes as a primary key", arguments: [[4, 2], [], [0, 0]] as [[UInt8]])
    func primaryKeyOfBytes(_ bytes: [UInt8]) throws {
        let db = try Database.inMemory(tables: [Blob.table])
        try db[Blob.self].add(Blob(id: Data(bytes), text: "ok"))
        #expect(try db[Blob.self].get(Data(bytes))?.text == "ok")
    }

    // A field has one type: no number can stand among the dates, and what has no date is in no range.
    @Test("K8 a range of dates has dates only") func dates() throws {
        func date(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }
        let db = try store([
            Keyed(id: 1, at: date(1)), Keyed(id: 2, at: date(2)), Keyed(id: 3, at: date(3)), Keyed(id: 4),
        ])
        #expect(try db[Keyed.self].where(\.at).belowOrEqual(date(2)).primaryKeys() == [1, 2])
        #expect(try db[Keyed.self].where(\.at).aboveOrEqual(date(2)).primaryKeys() == [2, 3])
    }

    // Strings are compared as UTF-8 in NFC, not as UTF-16 units: both spellings of é are one key, and U+FF5E comes before
    // U+1F600.
    @Test("K9 the order of strings") func strings() throws {
        let texts = ["Z", "a", "z", "\u{E9}", "e\u{301}", "\u{FF5E}", "\u{1F600}"]
        let db = try store(texts.reversed().enumerated().map { Keyed(id: $0, text: $1) })
        let keys = try db[Keyed.self].orderBy(\.text).keys(\.text).map { Array(($0 ?? "nil").unicodeScalars) }
        #expect(
            keys == ["Z", "a", "z", "\u{E9}", "\u{E9}", "\u{FF5E}", "\u{1F600}"].map { Array($0.unicodeScalars) })
    }

    // False and true are proper keys; an optional one does not compile.
    @Test("K11 what can be a primary key") func whatCanBeAKey() throws {
        let db = try Database.inMemory(tables: [Weight.table, Flag.table])
        expectCode(.encodingFailed) { try db[Weight.self].add(Weight(id: .nan)) }
        expectCode(.invalidKey) { try db[Weight.self].get(.nan) }
        #expect(try db[Weight.self].count() == 0)
        #expect(try db[Flag.self].bulkAdd([Flag(id: true), Flag(id: false)]) == [true, false])
        #expect(try db[Flag.self].all.primaryKeys() == [false, true])
    }

    private struct Keyed: Codable, Sendable, Record {
        var id: Int
        var x: Int?
        var y: Int?
        var data: Data?
        var number: Double?
        var at: Date?
        var text: String?

        struct Fields: Sendable {
            let id = Field("id", \Keyed.id)
            let x = Field("x", \Keyed.x)
            let y = Field("y", \Keyed.y)
            let data = Field("data", \Keyed.data)
            let number = Field("number", \Keyed.number)
            let at = Field("at", \Keyed.at)
            let text = Field("text", \Keyed.text)
        }
        static let table = Table("keyed", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.x, $0.y)
            Index($0.data)
            Index($0.number)
            Index($0.at)
            Index($0.text)
        }
    }

    private struct Blob: Codable, Sendable, Record {
        var id: Data
        var text: String

        struct Fields: Sendable {
            let id = Field("id", \Blob.id)
        }
        static let table = Table("blobs", fields: Fields(), primaryKey: \Fields.id)
    }

    private struct Weight: Codable, Sendable, Record {
        var id: Double

        struct Fields: Sendable {
            let id = Field("id", \Weight.id)
        }
        static let table = Table("weights", fields: Fields(), primaryKey: \Fields.id)
    }

    private struct Flag: Codable, Sendable, Record {
        var id: Bool

        struct Fields: Sendable {
            let id = Field("id", \Flag.id)
        }
        static let table = Table("flags", fields: Fields(), primaryKey: \Fields.id)
    }
}
