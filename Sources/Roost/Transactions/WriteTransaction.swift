/// One atomic, serial transaction, for as long as a `Database.write` closure runs.
///
/// It sees everything committed before and its own writes. Returning from the closure commits; an error that leaves the
/// closure undoes everything. A transaction, and everything that comes from it, cannot leave its closure: the compiler
/// refuses.
public struct WriteTransaction: ~Escapable, WriteScope {
    let context: WriteContext

    @_lifetime(borrow context)
    init(_ context: borrowing WriteContext) {
        self.context = copy context
    }

    /// The records of a type's own table.
    public subscript<R: Record>(_ type: R.Type) -> Records<R, WriteTransaction> {
        @_lifetime(copy self)
        get { Records(self, TableCache.table(of: type)) }
    }

    /// The records of a table.
    @_lifetime(copy self)
    public func records<R: Record>(in table: Table<R, R.Key>) -> Records<R, WriteTransaction> {
        Records(self, table)
    }

    /// A query, to be run in this transaction.
    @_lifetime(copy self)
    public func query<R: Record>(_ query: Query<R>) -> Request<R, WriteTransaction> {
        Request(self, query.table, query.specification)
    }

    /// A nested scope: an error that leaves it undoes what it did, and no more.
    @discardableResult
    public func savepoint<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        try context.savepoint { try body(self) }
    }

    /// The commit sequence this transaction gets if it commits a change.
    public var commitSequence: UInt64 { context.revision }

    /// Has the commit on disk before it is acknowledged, whatever durability was asked for: for what a transaction finds
    /// out only while it runs. Undone with the savepoint it was called in.
    public func requireFullDurability() {
        context.changes.requiresSync = true
    }

    /// What the transaction has read and written so far.
    public var counts: TransactionCounts { context.counts }

    /// Runs one verb in this transaction.
    public func _read<T>(_ access: ReadAccess, _ body: (TransactionContext) throws -> T) throws -> T {
        try body(context)
    }

    /// Runs one verb in this transaction.
    public func _write<T>(_ body: (WriteContext) throws -> T) throws -> T {
        try body(context)
    }
}
