import RoostEngine

@testable import Roost

/// A database of sessions in memory that tells exactly what each of its verbs and scopes reads and writes.
final class CountedDatabase: WriteScope, Sendable {
    private let store: LevelDBStore
    private let database: Database
    private let counts = Guarded(TransactionCounts())

    init(_ sessions: some Sequence<Session>, durability: Durability = .none) throws {
        var options = DatabaseOptions()
        options.durability = durability
        store = try LevelDBStore.inMemory()
        database = try Database.open(
            store, path: nil, tables: [Session.table, Session.uniqueTable], options: options)
        // The store looks for abandoned tables when it is opened; this waits for the end of it.
        try database.reclaim()
        try database[Session.self].bulkAdd(sessions)
    }

    /// What happens while the body runs. REQUIRES: nobody else uses the database meanwhile.
    func count(_ body: (CountedDatabase) throws -> Void) throws -> WorkCounts {
        counts.withLock { $0 = TransactionCounts() }
        let before = store.callCount
        try body(self)
        return WorkCounts(counts.withLock { $0 }, store.callCount, since: before)
    }

    /// The sessions, each verb a transaction of its own.
    var sessions: Records<Session, CountedDatabase> { Records(self, Session.table) }

    /// The sessions with a unique index.
    var uniqueSessions: Records<Session, CountedDatabase> { Records(self, Session.uniqueTable) }

    func read(_ body: (ReadTransaction) throws -> Void) throws {
        try database.read { tx in
            defer { add(tx.counts) }
            try body(tx)
        }
    }

    func write(_ body: (WriteTransaction) throws -> Void) throws {
        try database.write { tx in
            defer { add(tx.counts) }
            try body(tx)
        }
    }

    func _read<T>(_ access: ReadAccess, _ body: (TransactionContext) throws -> T) throws -> T {
        try database._read(access) { context in
            defer { add(context.counts) }
            return try body(context)
        }
    }

    func _write<T>(_ body: (WriteContext) throws -> T) throws -> T {
        try database._write { context in
            defer { add(context.counts) }
            return try body(context)
        }
    }

    func verify() throws -> VerificationReport { try database.verify() }

    private func add(_ more: TransactionCounts) {
        counts.withLock { counts in
            counts.keysRead += more.keysRead
            counts.recordsRead += more.recordsRead
            counts.recordsDecoded += more.recordsDecoded
            counts.recordsWritten += more.recordsWritten
            counts.indexEntriesWritten += more.indexEntriesWritten
        }
    }
}
