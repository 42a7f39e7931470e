import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// What closing a database waits for, and what it tells.
@Suite struct ClosingTests {
    private static var options: DatabaseOptions {
        var options = DatabaseOptions()
        options.durability = .none
        options.compressesBlocks = false
        options.writeBufferBytes = 64 << 10
        options.maxFileBytes = 1 << 20
        options.compactedPieceBytes = 128 << 10
        return options
    }

    private func fill(_ db: Database) throws {
        for start in stride(from: 0, to: 2_000, by: 200) {
            try db[Counter.self].bulkPut(
                (start..<start + 200).map { Counter(name: "\($0) " + String(repeating: "x", count: 500), value: $0) })
        }
    }

    @Test func aLargeStoreIsCompactedInPieces() throws {
        let store = FaultyStore(try LevelDBStore.inMemory(options: LevelDBOptions(Self.options)))
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: Self.options)
        try fill(db)
        try db.compact()
        #expect(store.compactedRanges.count > 5)
        #expect(store.compactedRanges.first?.lower == [])
        #expect(store.compactedRanges.last?.upper == nil)
        #expect(try db[Counter.self].count() == 2_000)
        #expect(try db.verify().problems == [])
        try db.close()
    }

    enum Maintenance: CaseIterable { case everything, table, reclaiming }

    @Test(arguments: Maintenance.allCases)
    func closingWaitsForOnePieceOnly(_ maintenance: Maintenance) throws {
        let files = UnclosableStore(try LevelDBStore.inMemory(options: LevelDBOptions(Self.options)))
        let store = FaultyStore(files)
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: Self.options)
        try fill(db)
        store.holdCompactions()
        if maintenance == .reclaiming { try db[Counter.self].clear() }
        let work = try TestThreadBox {
            expectCode(.closed) {
                switch maintenance {
                case .everything: try db.compact()
                case .table: try db[Counter.self].compact()
                case .reclaiming: try db.reclaim()
                }
            }
        }
        store.waitForHeldCompactions()
        try waitUntil { db.openTransactions == 1 }
        let closing = try TestThreadBox { try db.close() }
        try waitUntil { db.gate.isShut }
        store.releaseCompactions()
        try closing.join()
        try work.join()
        #expect(store.compactedRanges.count == 1)

        // What was left is done when the database is opened again.
        let again = try Database.open(FaultyStore(files), path: nil, tables: [Counter.table], options: Self.options)
        try again.reclaim()
        #expect(try again[Counter.self].count() == (maintenance == .reclaiming ? 0 : 2_000))
        #expect(try again.verify().problems == [])
        try again.close()
    }

    @Test func aDatabaseThatIsLetGoOfWaitsForOnePieceOnly() throws {
        let store = FaultyStore(try LevelDBStore.inMemory(options: LevelDBOptions(Self.options)))
        let (held, reclaimer) = try hold(store)
        // The background does not keep the database.
        store.waitForHeldCompactions()
        let letGo = try TestThreadBox { held.withLock { $0 = nil } }
        try waitUntil { reclaimer.isStopped }
        store.releaseCompactions()
        try letGo.join()
        #expect(store.compactedRanges.count == 1)
    }

    /// A database with a cleared table that is being removed.
    private func hold(_ store: FaultyStore) throws -> (Guarded<Database?>, Reclaimer) {
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: Self.options)
        try fill(db)
        store.holdCompactions()
        try db[Counter.self].clear()
        return (Guarded(db), db.reclaimer)
    }

    @Test func aCancelledCompactionEndsWithItsPiece() async throws {
        let store = FaultyStore(try LevelDBStore.inMemory(options: LevelDBOptions(Self.options)))
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: Self.options)
        try fill(db)
        store.holdCompactions()
        let work = Task { try await db.compact() }
        await awaitBlocking { store.waitForHeldCompactions() }
        work.cancel()
        store.releaseCompactions()
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(store.compactedRanges.count == 1)
        try await db.compact()
        try await db.close()
    }

    @Test func closingThrowsTheErrorOfASyncThatFailedBehindEverybodysBack() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        var options = DatabaseOptions()
        options.durability = .interval(milliseconds: 0)
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: options)
        store.fail(.sync, number: store.attemptCount(of: .sync) + 1, with: EngineError(.io, "no space left"))
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try waitUntil { !db.health.isSound }
        #expect(db.health.writeFailure?.code == .commitUnknown)
        expectCode(.commitUnknown) { try db.close() }
        try db.close()
    }

    @Test func closingDoesNotRepeatAnErrorThatSomebodyGot() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        store.fail(.commit, number: store.attemptCount(of: .commit) + 1, with: EngineError(.commitUnknown, "no space"))
        expectCode(.commitUnknown) { try db[Counter.self].put(Counter(name: "a", value: 1)) }
        #expect(db.health.writeFailure?.code == .commitUnknown)
        try db.close()
    }

    @Test func whatTheRemovalOfClearedTablesFailsWithIsTold() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        let observer = ReclaimObserver()
        var options = DatabaseOptions()
        options.observers = [observer]
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: options)
        #expect(db.health.isSound)
        try db[Counter.self].put(Counter(name: "a", value: 1))
        store.fail(.compact, number: 1, with: EngineError(.io, "no space left"))
        try db[Counter.self].clear()
        try waitUntil { observer.reports.count == 1 }
        #expect(observer.reports.last?.error?.code == .io)
        // The record and its index entry.
        #expect(observer.reports.last?.keys == 2)
        #expect(observer.reports.last?.tables == 0)
        #expect(db.health.reclaimFailure?.code == .io)
        #expect(db.health.writeFailure == nil)

        // The next attempt succeeds, and all is well.
        try db.reclaim()
        #expect(db.health.isSound)
        #expect(observer.reports.last?.error == nil)
        #expect(observer.reports.last?.tables == 1)

        store.fail(.compact, number: store.attemptCount(of: .compact) + 1, with: EngineError(.io, "no space left"))
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db[Counter.self].clear()
        try waitUntil { !db.health.isSound }
        expectCode(.io) { try db.close() }
    }
}

/// Remembers what it was told of the removal of cleared tables.
private final class ReclaimObserver: DatabaseObserver {
    private let told = Guarded<[ReclaimReport]>([])

    var reports: [ReclaimReport] { told.withLock { $0 } }

    func reclaimEnded(_ report: ReclaimReport) { told.withLock { $0.append(report) } }
}
