import RoostEngine

extension Database {
    /// Runs a closure over one consistent view.
    ///
    /// - Parameter body: reads through the transaction it is given, and returns what the caller wants to know.
    /// - Returns: what the closure returns.
    /// - Throws: the closure's own error unchanged; ``RoostError/Code/closed``, ``RoostError/Code/reentrant``.
    /// - Complexity: making the view costs about a microsecond and waits for no writer.
    @discardableResult
    public func read<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
        try withView { context in try body(ReadTransaction(context)) }
    }

    /// Runs a closure over one consistent view, on one of the store's own threads.
    ///
    /// - Parameter body: reads through the transaction it is given, and returns what the caller wants to know.
    /// - Returns: what the closure returns.
    /// - Throws: the closure's own error unchanged; `CancellationError` when the task is cancelled before the closure
    ///   runs; ``RoostError/Code/closed``, ``RoostError/Code/reentrant``.
    @discardableResult
    public func read<T: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> T) async throws -> T {
        try await readers.run { [self] in
            try withView { context in try body(ReadTransaction(context)) }
        }
    }

    /// Runs a closure as one atomic transaction and commits it with the database's own durability.
    ///
    /// - Parameter body: reads and writes through the transaction it is given. An error that leaves it undoes everything.
    /// - Returns: what the closure returns, once the commit is as durable as the database asks.
    /// - Throws: the closure's own error unchanged; `CancellationError` when the task is cancelled before the commit;
    ///   ``RoostError/Code/commitUnknown`` when the engine failed while committing, ``RoostError/Code/poisoned`` after
    ///   that.
    @discardableResult
    public func write<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
        try write(durability: durability, body)
    }

    /// Runs a closure as one atomic transaction and commits it with a durability of its own.
    ///
    /// - Parameters:
    ///   - durability: when the commit must be on disk.
    ///   - body: reads and writes through the transaction it is given. An error that leaves it undoes everything.
    /// - Returns: what the closure returns, once the commit is as durable as asked.
    @discardableResult
    public func write<T>(durability: Durability, _ body: (WriteTransaction) throws -> T) throws -> T {
        try withWriteContext(durability) { context in try body(WriteTransaction(context)) }
    }

    /// Runs a closure as one atomic transaction on the store's writer thread and commits it with the database's own
    /// durability.
    ///
    /// - Parameter body: reads and writes through the transaction it is given. An error that leaves it undoes everything.
    /// - Returns: what the closure returns, once the commit is as durable as the database asks.
    /// - Throws: the closure's own error unchanged; `CancellationError` when the task is cancelled before the commit;
    ///   ``RoostError/Code/commitUnknown`` when the engine failed while committing, ``RoostError/Code/poisoned`` after
    ///   that.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (WriteTransaction) throws -> T) async throws -> T {
        try await write(durability: durability, body)
    }

    /// Runs a closure as one atomic transaction on the store's writer thread and commits it with a durability of its
    /// own.
    ///
    /// - Parameters:
    ///   - durability: when the commit must be on disk.
    ///   - body: reads and writes through the transaction it is given. An error that leaves it undoes everything.
    /// - Returns: what the closure returns, once the commit is as durable as asked.
    @discardableResult
    public func write<T: Sendable>(
        durability: Durability, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await withWriteContext(durability) { context in try body(WriteTransaction(context)) }
    }

    /// Runs a closure as one atomic transaction, and says what becomes of it when the task of the caller is cancelled.
    @discardableResult
    package func write<T>(
        durability: Durability, whenCancelled: WhenCancelled, _ body: (WriteTransaction) throws -> T
    ) throws -> T {
        try withWriteContext(durability, whenCancelled) { context in try body(WriteTransaction(context)) }
    }

    /// Runs a closure as one atomic transaction on the store's writer thread, and says what becomes of it when the task
    /// of the caller is cancelled.
    @discardableResult
    package func write<T: Sendable>(
        durability: Durability, whenCancelled: WhenCancelled, _ body: @escaping @Sendable (WriteTransaction) throws -> T
    ) async throws -> T {
        try await withWriteContext(durability, whenCancelled) { context in try body(WriteTransaction(context)) }
    }

    /// The records of a type's own table; each verb is a transaction of its own.
    public subscript<R: Record>(_ type: R.Type) -> Records<R, Database> {
        Records(self, TableCache.table(of: type))
    }

    /// The records of a table; each verb is a transaction of its own.
    public func records<R: Record>(in table: Table<R, R.Key>) -> Records<R, Database> {
        Records(self, table)
    }

    /// A query, to be run in a transaction of its own.
    public func query<R: Record>(_ query: Query<R>) -> Request<R, Database> {
        Request(self, query.table, query.specification)
    }
}

extension Database: WriteScope {
    /// Runs one verb as a read transaction of its own.
    public func _read<T>(_ access: ReadAccess, _ body: (TransactionContext) throws -> T) throws -> T {
        guard access.need == .point else { return try withView(body) }
        do {
            return try observe(.read) { counts in
                try gate.pass {
                    try ScopeStack.run(in: self) {
                        let catalog = published.current
                        let context = TransactionContext(
                            reader: Reader(store: store, layers: []), catalog: catalog, now: clock.now,
                            isPointRead: true, queries: queries)
                        defer {
                            counts = context.counts
                            context.end()
                        }
                        let result = try body(context)
                        // The table may have been cleared, and its old keys removed, while they were read.
                        guard published.isSettled(at: catalog) else { throw NeedsView() }
                        return result
                    }
                }
            }
        } catch is NeedsView {
            return try withView(body)
        }
    }

    /// Runs one verb as a write transaction of its own.
    public func _write<T>(_ body: (WriteContext) throws -> T) throws -> T {
        try withWriteContext(durability) { try body($0) }
    }

    /// Runs one verb on a reader thread.
    func readInBackground<T: Sendable>(_ body: @Sendable (TransactionContext) throws -> T) async throws -> T {
        try await readers.run { [self] in try withView(body) }
    }

    /// Runs one verb on the writer thread.
    func writeInBackground<T: Sendable>(_ body: @Sendable (WriteContext) throws -> T) async throws -> T {
        try await withWriteContext(durability) { try body($0) }
    }

    private func withView<T>(_ body: (TransactionContext) throws -> T) throws -> T {
        try observe(.read) { counts in
            try gate.pass {
                try ScopeStack.run(in: self) {
                    let context = try makeContext()
                    defer {
                        counts = context.counts
                        context.end()
                    }
                    return try body(context)
                }
            }
        }
    }

    /// A context over a view of this moment.
    func makeContext() throws -> TransactionContext {
        // Before the view: what was prolonged in time must not be seen with its old expiry and a later time.
        let now = clock.now
        let (view, catalog) = try engine { try published.makeView(of: store) }
        return TransactionContext(
            reader: Reader(view: view), catalog: catalog, now: now, observers: observers, queries: queries)
    }

    private func withWriteContext<T>(
        _ durability: Durability, _ whenCancelled: WhenCancelled = .stops, _ body: (WriteContext) throws -> T
    ) throws -> T {
        try observe(.write) { counts in
            try gate.pass {
                let execution = try ScopeStack.run(in: self) {
                    try pipeline.run(durability: durability, whenCancelled: whenCancelled, body)
                }
                counts = execution.counts
                if execution.leads { pipeline.lead() }
                do {
                    try execution.ticket?.wait()
                } catch {
                    throw execution.ownError ?? error
                }
                if execution.changedCatalog { reclaimer.start() }
                return try execution.result.get()
            }
        }
    }

    private func withWriteContext<T: Sendable>(
        _ durability: Durability, _ whenCancelled: WhenCancelled = .stops,
        _ body: @Sendable (WriteContext) throws -> T
    ) async throws -> T {
        guard !ScopeStack.contains(self) else {
            throw RoostError(.reentrant, "the database was used inside one of its own transactions")
        }
        return try await observe(.write) { counts in
            try await gate.pass {
                let execution = try await writerLane.run(whenCancelled: whenCancelled) { [self] in
                    let execution = try ScopeStack.run(in: self) {
                        try pipeline.run(durability: durability, whenCancelled: whenCancelled, body)
                    }
                    if execution.leads { pipeline.leadInBackground() }
                    return execution
                }
                counts = execution.counts
                do {
                    try await execution.ticket?.value()
                } catch {
                    throw execution.ownError ?? error
                }
                if execution.changedCatalog { reclaimer.start() }
                return try execution.result.get()
            }
        }
    }
}
