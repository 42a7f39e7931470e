import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct ObservationTests {
    private let observer = RecordingObserver()
    private let db: Database

    init() throws {
        var options = DatabaseOptions()
        options.observers = [observer]
        db = try Database.inMemory(tables: [Airport.table, Counter.table], options: options)
        try db[Airport.self].bulkPut(swissAirports)
        observer.forget()
    }

    @Test func everyVerbIsATransaction() async throws {
        _ = try db[Airport.self].get("LSZH")
        #expect(observer.transactions.map(\.kind) == [.read])
        #expect(observer.transactions[0].counts.recordsDecoded == 1)
        #expect(observer.queries.isEmpty)
        try await db[Airport.self].delete("LSZH")
        #expect(observer.transactions.map(\.kind) == [.read, .write])
        #expect(observer.transactions[1].counts.recordsWritten == 1)
        #expect(observer.transactions[1].counts.indexEntriesWritten == 6)
        #expect(observer.transactions.allSatisfy { $0.error == nil && $0.duration > .zero })
    }

    @Test func aScopeIsOneTransactionOfSeveralQueries() async throws {
        try await db.read { tx in
            _ = try tx[Airport.self].where(\.country).equals("CH").count()
            _ = try tx[Airport.self].where(\.name).startsWith("B").toArray()
        }
        #expect(observer.transactions.map(\.kind) == [.read])
        #expect(observer.queries.map(\.table) == ["airports", "airports"])
        #expect(observer.queries.map(\.isTableScan) == [false, true])
        #expect(observer.queries[0].counts.keysRead == 4)
        #expect(observer.queries[0].plan.description.hasPrefix("airports: index country+city (country = \"CH\")"))
        #expect(observer.queries[1].counts.recordsDecoded == 2)
        #expect(observer.transactions[0].counts.keysRead == observer.queries.map(\.counts.keysRead).reduce(0, +))
        #expect(observer.queries.allSatisfy { $0.error == nil && $0.duration > .zero })
    }

    @Test func asyncTerminalsAndChangesAreQueriesToo() async throws {
        _ = try await db[Airport.self].where(\.country).equals("CH").toArray()
        try await db[Airport.self].where(\.country).equals("CH").modify { $0.elevation += 1 }
        #expect(try await db[Airport.self].where(\.country).equals("DE").delete() == 2)
        #expect(observer.queries.count == 3)
        #expect(observer.queries.map(\.counts.recordsWritten) == [0, 4, 2])
        #expect(observer.transactions.map(\.kind) == [.read, .write, .write])
        // Asking for a plan runs nothing.
        _ = try await db[Airport.self].where(\.country).equals("CH").explain()
        #expect(observer.queries.count == 3)
    }

    @Test func theShapeOfAQueryShowsNoValues() throws {
        _ = try db[Airport.self].where(\.country).equals("CH").where(\.city).startsWith("Zü").toArray()
        _ = try db[Airport.self].where(\.country).anyOf("CH", "DE").where(\.name).startsWith("Bern").toArray()
        _ = try db[Airport.self].where(\.country).anyOf("CH", "DE", "FR").where(\.name).startsWith("Genève").toArray()
        _ = try db[Airport.self].where(\.icao).equals("LSZH").toArray()
        let shapes = observer.queries.map(\.shape)
        #expect(shapes[0] == "airports: index country+city (country = ?, city starts with ?)")
        #expect(shapes[1] == shapes[2])
        #expect(shapes[1].contains("country in [?]"))
        #expect(!shapes.contains { $0.contains("CH") || $0.contains("Bern") || $0.contains("LSZH") })
        #expect(observer.queries[1].plan.description.contains("\"CH\""))
        #expect(observer.queries[0].index == "country+city")
        #expect(observer.queries[1].index?.hasPrefix("country+") == true)
        #expect(observer.queries[3].index == nil)
    }

    @Test func errorsAreToldAndStayAsTheyAre() throws {
        struct Own: Error {}
        expectCode(.primaryKeyExists) { try db[Airport.self].add(swissAirports[0]) }
        #expect(throws: Own.self) { try db.write { _ in throw Own() } }
        #expect(throws: Own.self) {
            try db.read { tx in try tx[Airport.self].all.each { _ in throw Own() } }
        }
        #expect(RoostError.Code.primaryKeyExists ~= (try #require(observer.transactions[0].error)))
        #expect(observer.transactions[1].error is Own)
        #expect(observer.transactions[2].error is Own)
        #expect(observer.queries.count == 1)
        #expect(observer.queries[0].error is Own)
        #expect(observer.commits.isEmpty)
    }

    @Test func aCommitTellsItsSize() throws {
        try db[Counter.self].put(Counter(name: "a", value: 1))
        try db.write(durability: .none) { tx in
            for number in 0..<100 { try tx[Counter.self].put(Counter(name: "n\(number)", value: number)) }
        }
        #expect(observer.commits.map(\.transactions) == [1, 1])
        #expect(observer.commits.map(\.isSynced) == [true, false])
        #expect(observer.commits[1].bytes > 10 * observer.commits[0].bytes)
        // A transaction that changes nothing commits nothing.
        try db.write { tx in _ = try tx[Counter.self].get("a") }
        #expect(observer.commits.count == 2)
    }

    @Test func aGroupIsOneCommit() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        var options = DatabaseOptions()
        options.observers = [observer]
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: options)
        store.holdCommits()
        let first = try TestThreadBox { try db[Counter.self].put(Counter(name: "first", value: 0)) }
        store.waitForHeldCommits()
        let others = try (0..<5).map { number in
            try TestThreadBox { try db[Counter.self].put(Counter(name: "n\(number)", value: number)) }
        }
        try waitUntil { db.pipeline.withTurn { $0.revision } == 6 }
        #expect(db.openTransactions == 6)
        store.releaseCommits()
        for thread in [first] + others { try thread.join() }
        #expect(observer.commits.map(\.transactions).reduce(0, +) == 6)
        #expect(observer.commits.count < 6)
        #expect(db.openTransactions == 0)
        try db.close()
    }

    @Test func aFailedCommitIsTold() throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        var options = DatabaseOptions()
        options.observers = [observer]
        let db = try Database.open(store, path: nil, tables: [Counter.table], options: options)
        store.fail(.commit, number: store.attemptCount(of: .commit) + 1, with: EngineError(.commitUnknown, "no disk"))
        expectCode(.commitUnknown) { try db[Counter.self].put(Counter(name: "a", value: 1)) }
        #expect(observer.commits.map(\.error?.code) == [.commitUnknown])
        #expect(observer.transactions.count == 1)
    }

    @Test func sweepsAreTold() throws {
        let clock = TestClock()
        var options = clock.options
        options.observers = [observer]
        let db = try Database.inMemory(tables: [Ticket.table], options: options)
        try db[Ticket.self].put(Ticket(id: 1, code: "a", owner: "x", until: clock.now))
        try db.sweep()
        #expect(observer.sweeps.map(\.swept) == [1])
    }

    @Test func aLookUpThatNeedsAViewIsToldOnce() throws {
        let large = Airport(
            icao: "BIG", name: "Big", city: nil, country: "XX", elevation: 0,
            tags: (0..<20_000).map { "\($0 &* 2_654_435_761)" })
        try db[Airport.self].put(large)
        observer.forget()
        #expect(try db[Airport.self].get("BIG") == large)
        #expect(observer.transactions.count == 1)
        #expect(observer.transactions[0].error == nil)
    }

    @Test func observersCannotUseTheDatabase() throws {
        final class Meddler: DatabaseObserver {
            let db = Guarded<Database?>(nil)
            let codes = Guarded<[RoostError.Code?]>([])

            func meddle() {
                guard let db = db.withLock({ $0 }) else { return }
                for verb in [
                    { _ = try db[Counter.self].get("a") }, { try db[Counter.self].put(Counter(name: "b", value: 2)) },
                ] {
                    do {
                        try verb()
                        codes.withLock { $0.append(nil) }
                    } catch {
                        let code = (error as? RoostError)?.code
                        codes.withLock { $0.append(code) }
                    }
                }
            }
            func transactionEnded(_ report: TransactionReport) { meddle() }
            func queryEnded(_ report: QueryReport) { meddle() }
            func commitEnded(_ report: CommitReport) { meddle() }
            func sweepEnded(_ report: SweepReport) { meddle() }
        }
        let meddler = Meddler()
        var options = DatabaseOptions()
        options.observers = [meddler]
        let db = try Database.inMemory(tables: [Counter.table], options: options)
        meddler.db.withLock { $0 = db }
        try db[Counter.self].put(Counter(name: "a", value: 1))
        _ = try db[Counter.self].all.toArray()
        _ = try db[Counter.self].get("a")
        try db.sweep()
        // A commit, four transactions (a sweep of nothing has none), a query and a sweep, twice each.
        #expect(meddler.codes.withLock { $0 } == Array(repeating: .reentrant, count: 2 * 6))
        meddler.db.withLock { $0 = nil }
        #expect(try db[Counter.self].count() == 1)
    }

    @Test func aTransactionMayAskForFullDurabilityWhileItRuns() throws {
        try db.write(durability: .none) { tx in
            try tx[Counter.self].put(Counter(name: "a", value: 1))
            tx.requireFullDurability()
        }
        try db.write(durability: .none) { tx in
            try tx[Counter.self].put(Counter(name: "b", value: 1))
            struct Undone: Error {}
            _ = try? tx.savepoint { tx in
                tx.requireFullDurability()
                throw Undone()
            }
        }
        #expect(observer.commits.map(\.isSynced) == [true, false])
    }
}
