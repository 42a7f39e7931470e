@testable import Roost
import Testing

@Suite struct UniqueRotationTests {
    private static let count = 20_000

    private func database() throws -> Database {
        let db = try Database.inMemory(tables: [Note.table])
        try db[Note.self].bulkAdd((1...Self.count).map { Note(id: $0, text: "", label: "\($0)") })
        return db
    }

    private func next(_ id: Int?) -> String { "\((id ?? 0) % Self.count + 1)" }

    @Test func recordsThatTakeOverEachOthersValuesCostTheSameHoweverManyTheyAre() throws {
        let db = try database()
        try db.write { tx in
            let modified = try tx[Note.self].all.modify { $0.label = next($0.id) }
            #expect(modified == Self.count)
            // Each claim is withdrawn or settled once, and asked for once.
            #expect((Self.count...4 * Self.count).contains(tx.context.claims.visits))
        }
        for id in [1, 2, Self.count - 1, Self.count] {
            #expect(try db[Note.self].get(id)?.label == next(id))
        }
        #expect(try db.verify().isSound)
    }

    @Test func soItIsWhenEachOfThemIsTriedByItself() throws {
        let db = try database()
        try db.write { tx in
            try tx[Note.self].bulkPut((1...Self.count).map { Note(id: $0, text: "", label: next($0)) })
            #expect((Self.count...4 * Self.count).contains(tx.context.claims.visits))
        }
        #expect(try db[Note.self].get(Self.count)?.label == "1")
        #expect(try db.verify().isSound)
    }

    @Test func aRecordMayChangeItsClaimsAgain() throws {
        let db = try database()
        try db[Note.self].bulkPut([
            Note(id: 1, text: "", label: "2"), Note(id: 2, text: "", label: "3"), Note(id: 3, text: "", label: "2"),
            Note(id: 3, text: "", label: "1"), Note(id: 1, text: "again", label: "2"),
        ])
        #expect(try (1...3).map { try db[Note.self].get($0)?.label } == ["2", "3", "1"])
        #expect(try db.verify().isSound)
    }

    @Test func undoingBringsBackWhatWaitedAndNothingElse() {
        func claim(_ key: UInt8, value: UInt8) -> UniqueClaims.Claim {
            UniqueClaims.Claim(index: 0, key: [key], primaryKey: [key], value: [value], position: nil)
        }
        func withdraw(_ key: UInt8, _ claims: inout UniqueClaims) -> Bool {
            claims.withdraw(key: [key].span, primaryKey: [key].span)
        }
        var claims = UniqueClaims()
        for key in 1...3 as ClosedRange<UInt8> { claims.add(claim(key, value: 0)) }
        #expect(withdraw(1, &claims))
        let mark = claims.mark()
        // One that waited goes and comes again with another value, one comes and goes, one only goes, one only comes.
        #expect(withdraw(2, &claims))
        claims.add(claim(2, value: 1))
        claims.add(claim(4, value: 1))
        #expect(withdraw(4, &claims) && withdraw(3, &claims) && !withdraw(3, &claims))
        claims.add(claim(5, value: 1))
        claims.undo(to: mark)
        var left: [[UInt8]] = []
        while let claim = claims.next() {
            left.append(claim.key + claim.value)
            claims.remove(claim)
        }
        #expect(left == [[2, 0], [3, 0]])
        #expect(!withdraw(2, &claims))
    }
}
