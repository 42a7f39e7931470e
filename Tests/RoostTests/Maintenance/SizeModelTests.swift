import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Random operations, after each of which the counters must say what a scan finds.
@Suite struct SizeModelTests {
    @Test(arguments: UInt64(0)..<20) func theCountersAreWhatAScanFinds(_ seed: UInt64) throws {
        let run = try SizeRun(seed: seed)
        for step in 0..<100 {
            try run.step()
            try run.compare(isThorough: step % 10 == 9, "seed \(seed), step \(step)")
        }
    }

    @Test func everyKindOfOperationHappens() throws {
        let run = try SizeRun(seed: 1)
        for _ in 0..<250 { try run.step() }
        #expect(Set(run.done.keys) == Set(SizeRun.Operation.allCases))
        #expect(run.failures > 10 && run.swept > 10 && run.largeRecords > 3)
    }
}

/// One seed of it.
private final class SizeRun {
    enum Operation: CaseIterable {
        case put, putInto, add, update, updateByClosure, rekey, delete, upsert, bulkPut, swap, skipConflicts, bulkUpdate
        case bulkDelete, modify, deleteByQuery, clear
        case transaction, advance, sweep, reclaim, reopen

        /// What happens inside a transaction.
        static let verbs = allCases.prefix { $0 != .transaction }
    }

    private struct Undo: Error {}

    private(set) var done: [Operation: Int] = [:]
    private(set) var failures = 0
    private(set) var swept = 0
    private(set) var largeRecords = 0

    private var random: SeededGenerator
    private let clock = TestClock()
    private let store: UnclosableStore
    private var db: Database

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        store = UnclosableStore(try LevelDBStore.inMemory())
        db = try Self.open(store, clock)
    }

    private static func open(_ store: UnclosableStore, _ clock: TestClock) throws -> Database {
        try Database.open(store, path: nil, tables: [Parcel.table, Parcel.timed], options: clock.options)
    }

    func compare(isThorough: Bool, _ place: Comment) throws {
        let scanned = try db.published.current.tables.values.sorted { $0.name < $1.name }
            .map { try TableStatistics.scanned($0, in: store) }
        try #require(try db.statistics().tables == scanned, place)
        if isThorough { try #require(try db.verify().problems == [], place) }
    }

    func step() throws {
        let operation = pick(Operation.allCases)
        done[operation, default: 0] += 1
        switch operation {
        case .transaction: try transaction()
        case .advance: clock.advance(Double.random(in: 0..<4, using: &random).rounded())
        case .sweep: swept += try db.sweep(batchSize: 2).swept
        case .reclaim: try db.reclaim()
        case .reopen:
            if Bool.random(using: &random) { try db.close() } else { store.crash() }
            db = try Self.open(store, clock)
        case .clear where Int.random(in: 0..<4, using: &random) > 0: break
        default: try attempt { try self.db.write { tx in try self.apply(operation, tx) } }
        }
    }

    /// Several verbs with savepoints among them; each of these and all together may be undone.
    private func transaction() throws {
        try attempt {
            try db.write { tx in
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0:
                        try attempt {
                            try tx.savepoint { tx in
                                for _ in 0..<3 { try attempt { try apply(pick(Operation.verbs), tx) } }
                                if Bool.random(using: &random) { throw Undo() }
                            }
                        }
                    default: try attempt { try apply(pick(Operation.verbs), tx) }
                    }
                }
                if Int.random(in: 0..<4, using: &random) == 0 { throw Undo() }
            }
        }
    }

    /// What fails must have changed nothing, which the comparison sees.
    private func attempt(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch is Undo {
        } catch RoostError.Code.uniqueViolation, RoostError.Code.primaryKeyExists, RoostError.Code.keyTooLong {
            failures += 1
        }
    }

    private func apply(_ operation: Operation, _ tx: borrowing WriteTransaction) throws {
        let parcels = tx[Parcel.self]
        let id = Int.random(in: 0..<20, using: &random)
        switch operation {
        case .put: try parcels.put(parcel(id))
        case .putInto:
            let timed = tx.records(in: Parcel.timed)
            if Bool.random(using: &random) {
                try timed.put(parcel(id), timeToLive: Double(pick([-1, 0, 1, 10])))
            } else {
                try timed.put(parcel(id))
            }
        case .add: try parcels.add(parcel(id))
        case .update:
            let changed = parcel(id)
            try parcels.update(
                id, .set(\.code, to: changed.code), .set(\.alias, to: changed.alias), .set(\.until, to: changed.until))
        case .updateByClosure:
            let changed = parcel(id)
            try parcels.update(id) { parcel in
                parcel.owner = changed.owner
                parcel.tags = changed.tags
                parcel.note = changed.note
            }
            try tx.records(in: Parcel.timed).update(id) { $0.code = changed.code }
        case .rekey:
            let other = Int.random(in: 0..<20, using: &random)
            try parcels.update(id) { $0.id = other }
        case .delete: try parcels.delete(id)
        case .upsert:
            let other = parcel(id)
            try parcels.upsert(other) { $0.alias = other.alias }
        case .bulkPut: try parcels.bulkPut((0..<5).map { parcel((id + $0) % 20) })
        case .swap:
            var all = try parcels.toArray()
            all.shuffle(using: &random)
            let codes = all.map(\.code)
            let aliases = all.map(\.alias)
            for position in all.indices {
                all[position].code = codes[(position + 1) % codes.count]
                all[position].alias = aliases[(position + 2) % codes.count]
            }
            // Some are written twice, so that a record which waits for a key changes again.
            try parcels.bulkPut(
                all
                    + all.prefix(2).map { parcel in
                        var again = parcel
                        again.owner = pick(["ann", "bob"])
                        return again
                    })
        case .skipConflicts: try parcels.bulkPut((0..<5).map { parcel((id + $0) % 20) }, onConflict: .skip)
        case .bulkUpdate:
            try parcels.bulkUpdate((0..<4).map { (id + $0, [Change.set(\.code, to: parcel(id).code)]) })
        case .bulkDelete: try parcels.bulkDelete([id, id + 1, id + 2])
        case .modify:
            let owner = pick(["ann", "bob", "a longer name"])
            try parcels.where(\.tags).equals("t1").modify { $0.owner = owner }
        case .deleteByQuery: try parcels.where(\.owner).equals("ann").limit(3).delete()
        case .clear: try parcels.clear()
        case .transaction, .advance, .sweep, .reclaim, .reopen: break
        }
    }

    private func parcel(_ id: Int) -> Parcel {
        let until: TimeInterval? = pick([nil, -1, 1, 3, 10])
        let isLarge = Int.random(in: 0..<25, using: &random) == 0
        let isTooLong = Int.random(in: 0..<40, using: &random) == 0
        if isLarge { largeRecords += 1 }
        let note = isLarge ? Int.random(in: 60_000..<150_000, using: &random) : Int.random(in: 0..<200, using: &random)
        return Parcel(
            id: id,
            code: isTooLong ? String(repeating: "x", count: 1_300) : "c\(Int.random(in: 0..<30, using: &random))",
            alias: pick([nil, nil, "a", "b", "another one"]), owner: pick(["ann", "bob", "a longer name"]),
            tags: (0..<Int.random(in: 0..<4, using: &random)).map { _ in pick(["t1", "t2", "t3"]) },
            until: until.map { clock.now + $0 }, note: text(note))
    }

    /// Some of it compresses well and some does not.
    private func text(_ count: Int) -> String {
        if Bool.random(using: &random) { return String(repeating: "note ", count: count / 5) }
        var state = random.next() | 1
        return String(
            decoding: (0..<count).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return UInt8(ascii: "0") + UInt8(state >> 32 & 63)
            }, as: UTF8.self)
    }

    private func pick<C: RandomAccessCollection>(_ elements: C) -> C.Element where C.Index == Int {
        elements[elements.startIndex + Int.random(in: 0..<elements.count, using: &random)]
    }
}
