import Foundation
import RoostEngine
import Testing

@testable import Roost

/// Records that are expired when they are written, and want unique keys that others have.
@Suite struct ExpiredClaimTests {
    private let clock = TestClock()
    private let db: Database

    init() throws {
        db = try Database.inMemory(tables: [Parcel.table], options: clock.options)
        try db[Parcel.self].bulkPut([parcel(1, "one", "first"), parcel(2, "two", "second")])
    }

    private func parcel(_ id: Int, _ code: String, _ alias: String?, isExpired: Bool = false) -> Parcel {
        Parcel(
            id: id, code: code, alias: alias, owner: "ann", tags: [], until: isExpired ? clock.now : nil, note: "")
    }

    @Test(arguments: [("one", "second"), ("one", "first"), ("three", "first"), ("one", "third")])
    func itWantsNothing(_ code: String, _ alias: String) throws {
        try db[Parcel.self].put(parcel(3, code, alias, isExpired: true))
        #expect(try db[Parcel.self].toArray().map(\.id) == [1, 2])
        #expect(try db[Parcel.self].where(\.code).equals("one").first()?.id == 1)
        #expect(try db.verify().problems == [])
    }

    /// One key is given up by its holder in the same verb, the other is not.
    @Test(arguments: [false, true]) func itGetsNoKeyThatBecomesFree(changesFirst: Bool) throws {
        let expired =
            changesFirst ? parcel(3, "one", "second", isExpired: true) : parcel(3, "two", "first", isExpired: true)
        let changed = changesFirst ? parcel(1, "free", "first") : parcel(1, "one", "free")
        try db[Parcel.self].bulkPut([expired, changed])
        #expect(try db[Parcel.self].toArray().map(\.id) == [1, 2])
        #expect(try db.verify().problems == [])
        try db.sweep()
        #expect(try db.verify().problems == [])
    }

    /// The first of those that wait for a key gets it.
    @Test func whoWaitsLongestIsServedFirst() throws {
        do {
            try db[Parcel.self].bulkPut([parcel(3, "one", nil), parcel(4, "one", nil), parcel(1, "free", "first")])
            Issue.record("two records have one unique key")
        } catch let error as RoostError {
            #expect(error.code == .uniqueViolation)
            #expect(error.position == 1)
            #expect(error.holder as? Int == 3)
        }
        #expect(try db.verify().problems == [])
    }
}
