import Foundation
import Roost
import Testing

/// A field of every kind, indexed ascending and descending.
private struct Kinds: Codable, Sendable, Equatable, Record {
    struct Place: Codable, Sendable, Equatable { var city: String? }
    enum Level: Int, Codable, OrderedComponent { case low = -1, middle = 0, high = 1 }

    var id: UUID
    var int8: Int8
    var uint64: UInt64
    var double: Double
    var float: Float
    var flag: Bool
    var date: Date
    var data: Data
    var level: Level?
    var place: Place
    var text: String

    struct Fields: Sendable {
        let id = Field("id", \Kinds.id)
        let int8 = Field("int8", \Kinds.int8)
        let uint64 = Field("uint64", \Kinds.uint64)
        let double = Field("double", \Kinds.double)
        let float = Field("float", \Kinds.float)
        let flag = Field("flag", \Kinds.flag)
        let date = Field("date", \Kinds.date)
        let data = Field("data", \Kinds.data)
        let level = Field("level", \Kinds.level)
        let city = Field("place.city", \Kinds.place.city)
        let text = Field("text", \Kinds.text)
    }

    static let table = Table("kinds", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.int8)
        Index($0.uint64.descending)
        Index($0.double)
        Index($0.float.descending)
        Index($0.flag, $0.int8)
        Index($0.date)
        Index($0.data)
        Index($0.level.descending, $0.id)
        Index($0.city)
        Index($0.text.descending)
    }

    static func sample(_ number: Int) -> Kinds {
        let texts = ["", "a\u{0}", "é", "ê", "ü"]
        return Kinds(
            id: UUID(), int8: [.min, -1, 0, 1, .max][number], uint64: [0, 255, 256, 1 << 40, .max][number],
            double: [-.greatestFiniteMagnitude, -0.5, 0, .leastNonzeroMagnitude, 1e21][number],
            float: [-1.1, -0.1, 0, 0.1, 3.4e38][number], flag: number % 2 == 0,
            date: Date(timeIntervalSinceReferenceDate: [-1e9, -0.001, 0, 0.001, 1e9][number]),
            data: Data([[], [0], [0, 0], [0, 1], [255]][number]), level: [nil, .low, .low, .middle, .high][number],
            place: Place(city: [nil, nil, "A", "B", "C"][number]), text: texts[number])
    }
}

@Suite struct FieldKindTests {
    private let db: Database
    private let samples = (0..<5).map(Kinds.sample)

    init() throws {
        db = try Database.inMemory(tables: [Kinds.table])
        try db[Kinds.self].bulkPut(samples.shuffled())
    }

    private func ids(_ numbers: ClosedRange<Int>) -> [UUID] { numbers.map { samples[$0].id } }

    private func check<V>(_ field: FieldPath<Kinds, Field<Kinds, V>>, _ values: [V.Scalar]) throws
    where V.Scalar: OrderedComponent, V.Scalar: Equatable {
        let kinds = db[Kinds.self]
        #expect(try kinds.orderBy(field).toArray().map(\.id) == ids(0...4))
        #expect(try kinds.orderBy(field).reverse().toArray().map(\.id) == ids(0...4).reversed())
        #expect(try kinds.where(field).above(values[2]).orderBy(field).primaryKeys() == ids(3...4))
        #expect(try kinds.where(field).aboveOrEqual(values[2]).orderBy(field).primaryKeys() == ids(2...4))
        #expect(try kinds.where(field).below(values[2]).orderBy(field).primaryKeys() == ids(0...1))
        #expect(try kinds.where(field).belowOrEqual(values[2]).orderBy(field).primaryKeys() == ids(0...2))
        #expect(try kinds.where(field).between(values[1], values[4]).orderBy(field).primaryKeys() == ids(1...3))
        for number in 0..<5 {
            #expect(try kinds.where(field).equals(values[number]).toArray() == [samples[number]])
        }
        #expect(
            try kinds.where(field).anyOf(values[4], values[0]).orderBy(field).primaryKeys() == [
                ids(0...0)[0], ids(4...4)[0],
            ])
        #expect(try kinds.where(field).above(values[2]).explain().index != nil)
        #expect(try kinds.where(field).above(values[2]).orderBy(field).explain().sort == [])
    }

    @Test func everyKindComparesAndOrders() throws {
        try check(\.int8, samples.map(\.int8))
        try check(\.uint64, samples.map(\.uint64))
        try check(\.double, samples.map(\.double))
        try check(\.float, samples.map(\.float))
        try check(\.date, samples.map(\.date))
        try check(\.data, samples.map(\.data))
        try check(\.text, samples.map(\.text))
        #expect(try db.verify().problems == [])
    }

    @Test func valuesComeBackFromTheirKeys() throws {
        let kinds = db[Kinds.self]
        #expect(try kinds.orderBy(\.int8).keys(\.int8) == samples.map(\.int8))
        #expect(try kinds.orderBy(\.uint64).keys(\.uint64) == samples.map(\.uint64))
        #expect(try kinds.orderBy(\.double).keys(\.double) == samples.map(\.double))
        #expect(try kinds.orderBy(\.float).keys(\.float) == samples.map(\.float))
        #expect(try kinds.orderBy(\.date).keys(\.date) == samples.map(\.date))
        #expect(try kinds.orderBy(\.data).keys(\.data) == samples.map(\.data))
        #expect(try kinds.orderBy(\.text).keys(\.text) == samples.map(\.text))
        #expect(try kinds.orderBy(\.int8).keys(\.level) == samples.map(\.level), "from the records")
        #expect(try kinds.orderBy(\.int8).keys(\.city) == samples.map(\.place.city))
    }

    @Test func booleansAndEnumsAreKeys() throws {
        let kinds = db[Kinds.self]
        #expect(try kinds.where(\.flag).equals(true).count() == 3)
        #expect(try kinds.where(\.flag).equals(false).where(\.int8).above(0).primaryKeys() == ids(3...3))
        #expect(try kinds.where(\.level).equals(.low).count() == 2)
        #expect(try Set(kinds.where(\.level).aboveOrEqual(.middle).primaryKeys()) == Set(ids(3...4)))
        #expect(try kinds.where(\.level).isNil().primaryKeys() == ids(0...0))
        #expect(try kinds.orderBy(\.level).keys(\.level) == samples.map(\.level))
    }

    @Test func rangesLeaveNilOut() throws {
        let kinds = db[Kinds.self]
        #expect(try kinds.where(\.city).below("B").primaryKeys() == ids(2...2))
        #expect(try kinds.where(\.city).belowOrEqual("B").count() == 2)
        #expect(try kinds.where(\.city).startsWith("").count() == 3)
        #expect(try kinds.where(\.city).isNil().count() == 2)
        #expect(try kinds.orderBy(\.city).keys(\.city).prefix(2) == [nil, nil])
        #expect(try kinds.where(\.level).below(.high).count() == 3)
    }

    @Test func stringsCompareNormalized() throws {
        let kinds = db[Kinds.self]
        let decomposed = "e\u{301}"
        #expect(try kinds.where(\.text).equals(decomposed).primaryKeys() == ids(2...2))
        #expect(try kinds.where(\.text).startsWith(decomposed).primaryKeys() == ids(2...2))
        try db[Kinds.self].update(samples[1].id, .set(\.text, to: decomposed + "!"))
        #expect(try kinds.where(\.text).startsWith("é").count() == 2)
        #expect(try kinds.where(\.int8).above(-100).where(\.text).startsWith("é").count() == 2, "as a filter too")
        #expect(try db.verify().problems == [])
    }
}
