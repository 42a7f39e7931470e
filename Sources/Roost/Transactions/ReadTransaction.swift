/// One consistent view of the database, for as long as a `Database.read` closure runs.
///
/// It never waits for writers and never sees what they commit meanwhile. A transaction, and everything that comes from
/// it, cannot leave its closure: the compiler refuses.
public struct ReadTransaction: ~Escapable, Scope {
    let context: TransactionContext

    @_lifetime(borrow context)
    init(_ context: borrowing TransactionContext) {
        self.context = copy context
    }

    /// The records of a type's own table.
    public subscript<R: Record>(_ type: R.Type) -> Records<R, ReadTransaction> {
        @_lifetime(copy self)
        get { Records(self, TableCache.table(of: type)) }
    }

    /// The records of a table.
    @_lifetime(copy self)
    public func records<R: Record>(in table: Table<R, R.Key>) -> Records<R, ReadTransaction> {
        Records(self, table)
    }

    /// A query, to be run in this transaction.
    @_lifetime(copy self)
    public func query<R: Record>(_ query: Query<R>) -> Request<R, ReadTransaction> {
        Request(self, query.table, query.specification)
    }

    /// What the transaction has read so far.
    public var counts: TransactionCounts { context.counts }

    /// Runs one verb in this transaction.
    public func _read<T>(_ access: ReadAccess, _ body: (TransactionContext) throws -> T) throws -> T {
        try body(context)
    }
}
