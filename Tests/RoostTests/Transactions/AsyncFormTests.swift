import Dispatch
import RoostEngine
import Testing

@testable import Roost

/// Each async form answers as its synchronous one does, leaves its caller's thread, and notices that it was cancelled.
@Suite struct AsyncFormTests {
    struct Form: Sendable, CustomStringConvertible {
        let name: String
        /// Written once, as the same source text in both kinds of code.
        let synchronous: @Sendable (Database) throws -> String
        let asynchronous: @Sendable (Database) async throws -> String

        var description: String { name }
    }

    /// What reads: everything else is in ``AsyncTests``, and cannot be asked twice.
    static let forms: [Form] = [
        Form(name: "toArray of a table", synchronous: { "\(try airports($0).toArray())" }) {
            "\(try await airports($0).toArray())"
        },
        Form(name: "count of a table", synchronous: { "\(try airports($0).count())" }) {
            "\(try await airports($0).count())"
        },
        Form(name: "bulkGet", synchronous: { "\(try airports($0).bulkGet(["LSZH", "x"]))" }) {
            "\(try await airports($0).bulkGet(["LSZH", "x"]))"
        },
        Form(name: "get by a field", synchronous: { "\(try airports($0).get(\.size, .large) as Any)" }) {
            "\(try await airports($0).get(\.size, .large) as Any)"
        },
        Form(name: "get by two", synchronous: { "\(try airports($0).get(\.size, .large, \.country, "DE") as Any)" }) {
            "\(try await airports($0).get(\.size, .large, \.country, "DE") as Any)"
        },
        Form(
            name: "get by three",
            synchronous: { "\(try airports($0).get(\.size, .large, \.country, "DE", \.tags, "hub") as Any)" }
        ) {
            "\(try await airports($0).get(\.size, .large, \.country, "DE", \.tags, "hub") as Any)"
        },
        Form(name: "toArray", synchronous: { "\(try large($0).toArray())" }) { "\(try await large($0).toArray())" },
        Form(name: "first", synchronous: { "\(try large($0).first() as Any)" }) {
            "\(try await large($0).first() as Any)"
        },
        Form(name: "first of none", synchronous: { "\(try none($0).first() as Any)" }) {
            "\(try await none($0).first() as Any)"
        },
        Form(name: "last", synchronous: { "\(try large($0).last() as Any)" }) {
            "\(try await large($0).last() as Any)"
        },
        Form(name: "last of some", synchronous: { "\(try large($0).offset(1).limit(2).last() as Any)" }) {
            "\(try await large($0).offset(1).limit(2).last() as Any)"
        },
        Form(name: "count", synchronous: { "\(try large($0).count())" }) { "\(try await large($0).count())" },
        Form(name: "primaryKeys", synchronous: { "\(try large($0).primaryKeys())" }) {
            "\(try await large($0).primaryKeys())"
        },
        Form(name: "keys", synchronous: { "\(try large($0).keys(\.city))" }) { "\(try await large($0).keys(\.city))" },
        Form(name: "keys of an array", synchronous: { "\(try large($0).keys(\.tags))" }) {
            "\(try await large($0).keys(\.tags))"
        },
        Form(name: "uniqueKeys", synchronous: { "\(try large($0).uniqueKeys(\.country))" }) {
            "\(try await large($0).uniqueKeys(\.country))"
        },
        Form(name: "firstKey", synchronous: { "\(try large($0).firstKey(\.country) as Any)" }) {
            "\(try await large($0).firstKey(\.country) as Any)"
        },
        Form(name: "lastKey", synchronous: { "\(try large($0).lastKey(\.country) as Any)" }) {
            "\(try await large($0).lastKey(\.country) as Any)"
        },
        Form(name: "lastKey of some", synchronous: { "\(try large($0).limit(2).lastKey(\.city) as Any)" }) {
            "\(try await large($0).limit(2).lastKey(\.city) as Any)"
        },
        Form(name: "min", synchronous: { "\(try large($0).min(\.elevation) as Any)" }) {
            "\(try await large($0).min(\.elevation) as Any)"
        },
        Form(name: "max", synchronous: { "\(try large($0).max(\.elevation) as Any)" }) {
            "\(try await large($0).max(\.elevation) as Any)"
        },
        Form(name: "sum", synchronous: { "\(try large($0).sum(\.elevation))" }) {
            "\(try await large($0).sum(\.elevation))"
        },
        Form(name: "average", synchronous: { "\(try large($0).average(\.elevation) as Any)" }) {
            "\(try await large($0).average(\.elevation) as Any)"
        },
        Form(name: "groupedCount", synchronous: { "\(try large($0).groupedCount(\.country))" }) {
            "\(try await large($0).groupedCount(\.country))"
        },
        Form(name: "sortBy", synchronous: { "\(try large($0).sortBy(\.name))" }) {
            "\(try await large($0).sortBy(\.name))"
        },
        Form(name: "explain", synchronous: { "\(try large($0).explain())" }) { "\(try await large($0).explain())" },
        Form(name: "analyze", synchronous: { "\(try large($0).analyze())" }) { "\(try await large($0).analyze())" },
        Form(name: "page", synchronous: { "\(try large($0).page(size: 2).records)" }) {
            "\(try await large($0).page(size: 2).records)"
        },
        Form(name: "select", synchronous: { "\(try large($0).select(\.name, \.size).toArray())" }) {
            "\(try await large($0).select(\.name, \.size).toArray())"
        },
        Form(name: "first of select", synchronous: { "\(try large($0).select(\.name, \.size).first() as Any)" }) {
            "\(try await large($0).select(\.name, \.size).first() as Any)"
        },
        Form(name: "verify", synchronous: { "\(try $0.verify().problems)" }) { "\(try await $0.verify().problems)" },
        Form(name: "statistics", synchronous: { "\(try $0.statistics().tables.map(\.records))" }) {
            "\(try await $0.statistics().tables.map(\.records))"
        },
    ]

    private static func airports(_ db: Database) -> Records<Airport, Database> { db[Airport.self] }

    /// No index serves the condition.
    private static func large(_ db: Database) -> Request<Airport, Database> {
        db[Airport.self].where(\.size).equals(.large).orderBy(\.city)
    }

    private static func none(_ db: Database) -> Request<Airport, Database> {
        db[Airport.self].where(\.city).equals("nowhere").where(\.size).equals(.small)
    }

    private func database() throws -> (Database, WatchedStore) {
        let store = WatchedStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: [Airport.table])
        try db[Airport.self].bulkPut(swissAirports)
        try db.reclaim()
        return (db, store)
    }

    @Test(arguments: forms) func bothFormsGiveOneAnswer(_ form: Form) async throws {
        let (db, _) = try database()
        #expect(try await form.asynchronous(db) == form.synchronous(db))
    }

    /// The caller's tasks run on a queue of their own, which has a mark: what reads the store must not carry it.
    @Test(arguments: forms) func theStoreIsReadElsewhere(_ form: Form) async throws {
        let (db, store) = try database()
        let executor = MarkedExecutor()
        store.watch(executor)
        try await withTaskExecutorPreference(executor) {
            #expect(executor.isCurrent)
            _ = try await form.asynchronous(db)
        }
        let (reads, onCaller) = store.counts
        #expect(reads > 0)
        #expect(onCaller == 0, "\(form) reads on its caller's thread")
        // The watch is no watch if it does not see what blocks its caller.
        try await withTaskExecutorPreference(executor) { _ = try form.synchronous(db) }
        #expect(store.counts.onCaller > 0)
    }

    @Test(arguments: forms) func aCancelledTaskReadsNothing(_ form: Form) async throws {
        let (db, store) = try database()
        store.watch(MarkedExecutor())
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await form.asynchronous(db)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(store.counts.reads == 0)
    }
}
