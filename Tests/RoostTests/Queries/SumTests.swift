import Roost
import Testing

/// A record with integers of several widths, of which one has an index.
private struct Amount: Codable, Sendable, Record {
    var id: Int
    var narrow: Int8
    var narrowOrNil: Int8?
    var byte: UInt8
    var wide: Int64
    var natural: UInt64

    struct Fields: Sendable {
        let id = Field("id", \Amount.id)
        let narrow = Field("narrow", \Amount.narrow)
        let narrowOrNil = Field("narrowOrNil", \Amount.narrowOrNil)
        let byte = Field("byte", \Amount.byte)
        let wide = Field("wide", \Amount.wide)
        let natural = Field("natural", \Amount.natural)
    }

    static let table = Table("amounts", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.narrow)
    }
}

/// Sums of integers: an error only where the sum itself does not fit, whatever the values before it add up to.
@Suite struct SumTests {
    private static let narrow: [(values: [Int8], sum: Int8?)] = [
        ([], 0), ([100, 100, -100], 100), ([-100, 100, 100], 100), ([127, 1, -1], 127), ([-128, -1, 1], -128),
        ([127, 127, 127, -127, -127], 127), ([-128, -128, 127, 127, 1], -1), ([-128, -128, -128, 127, 127, 127], -3),
        ([127, 1], nil), ([-128, -1], nil), ([100, 100, 100, -100], nil), ([127, 127, 127, 127, 127, 127, 127], nil),
    ]

    private func amounts(_ values: some Sequence<Amount>) throws -> Request<Amount, Database> {
        let db = try Database.inMemory(tables: [Amount.table])
        try db[Amount.self].bulkAdd(values)
        return db[Amount.self].all
    }

    private func expect<V: Equatable>(_ sum: V?, _ body: () throws -> V) throws {
        if let sum {
            #expect(try body() == sum)
        } else {
            let error = try #require(throws: RoostError.self) { try body() }
            #expect(error.code == .invalidArgument)
            #expect(error.table == "amounts")
            #expect(error.field != nil)
        }
    }

    @Test(arguments: narrow) func signed(_ values: [Int8], _ sum: Int8?) throws {
        let all = try amounts(
            values.enumerated().map { id, value in
                Amount(id: id, narrow: value, narrowOrNil: value, byte: 0, wide: Int64(value), natural: 0)
            })
        // From the index, which has them in their order, and from the records.
        try expect(sum) { try all.sum(\.narrow) }
        try expect(sum) { try all.filter { _ in true }.sum(\.narrow) }
        try expect(sum) { try all.sum(\.narrowOrNil) }
        #expect(try all.sum(\.wide) == values.map(Int64.init).reduce(0, +))
    }

    @Test func nilCountsAsZero() throws {
        let all = try amounts(
            [100, nil, 100, nil, -80].enumerated().map { id, value in
                Amount(id: id, narrow: 0, narrowOrNil: value, byte: 0, wide: 0, natural: 0)
            })
        #expect(try all.sum(\.narrowOrNil) == 120)
    }

    @Test func unsigned() throws {
        let all = try amounts(
            [200, 55, 1].enumerated().map { id, value in
                Amount(id: id, narrow: 0, byte: value, wide: 0, natural: id == 0 ? .max : 0)
            })
        try expect(nil) { try all.sum(\.byte) }
        try expect(255) { try all.where(\.id).below(2).sum(\.byte) }
        try expect(.max) { try all.sum(\.natural) }
    }

    @Test func theWidestIntegers() throws {
        let wide: [Int64] = [.max, .max, .max, .min, .min, .min]
        let all = try amounts(
            wide.enumerated().map { id, value in
                Amount(id: id, narrow: 0, byte: 0, wide: value, natural: .max)
            })
        try expect(-3) { try all.sum(\.wide) }
        try expect(nil) { try all.sum(\.natural) }
        try expect(nil) { try all.where(\.id).below(3).sum(\.wide) }
    }

    @Test func asynchronously() async throws {
        let all = try amounts(
            [100, 100, -100].enumerated().map { id, value in
                Amount(id: id, narrow: value, byte: 0, wide: 0, natural: 0)
            })
        #expect(try await all.sum(\.narrow) == 100)
    }
}
