import RoostEngine

/// What a running write transaction reads and writes through. Opaque outside Roost; used by one thread at a time.
public final class WriteContext: TransactionContext {
    let batch: WriteBatch
    let writer: WriterState
    /// The commit sequence of this transaction, stored with every record it writes.
    let revision: UInt64
    @exclusivity(unchecked) var changes = PendingChanges()
    @exclusivity(unchecked) var claims = UniqueClaims()
    /// What the running verb writes when it is done.
    @exclusivity(unchecked) var deferred: [DeferredWrite] = []
    /// What a bulk verb has found wrong so far, by position.
    @exclusivity(unchecked) var failures: [RoostError] = []
    private(set) var scratch: WriteScratch
    let found = EntryChunk()
    /// Whether a closure of the caller's runs in the middle of a verb.
    @exclusivity(unchecked) private var isInClosure = false
    private let batchLimit: Int

    init(
        store: any OrderedStore, layers: [WriteBatch], writer: WriterState, now: UInt64, observers: Observers? = nil,
        queries: QueryOptions
    ) {
        batch = WriteBatch()
        self.writer = writer
        scratch = writer.scratch
        revision = writer.revision + 1
        batchLimit = store.limits.maxBatchBytes
        super.init(
            reader: Reader(store: store, layers: layers + [batch]), catalog: writer.catalog, now: now,
            observers: observers, queries: queries)
    }

    /// Whether there is nothing to commit.
    var isUnchanged: Bool { batch.isEmpty }
    /// Whether the commit must be on disk before it is acknowledged, whatever the durability asked for.
    var requiresSync: Bool { changes.requiresSync }
    /// The catalog, when this transaction changed it.
    var changedCatalog: Catalog? { catalog === writer.catalog ? nil : catalog }

    override func storedCount(of table: TableLayout) throws -> Int {
        (writer.totals[table.id]?.records ?? 0) + changes.totals.records(in: table)
    }

    override func storedTotals(of table: TableLayout) throws -> TableTotals {
        var totals = writer.totals[table.id] ?? TableTotals()
        let changes = changes.totals
        if let position = changes.position(of: table) { totals.add(changes.lanes(at: position)) }
        return totals
    }

    override func expiredKeys(of table: TableLayout) throws -> ExpiredKeys {
        // The transaction itself may have changed them.
        try ExpiredKeys(of: table, in: self)
    }

    /// Runs a body with buffers of its own, in the middle of another record's writing.
    func withSpareScratch<T>(_ body: () throws -> T) throws -> T {
        let outer = scratch
        scratch = WriteScratch()
        defer { scratch = outer }
        return try body()
    }

    /// Runs a closure of the caller's in the middle of a verb, which has chosen its records and may have written some:
    /// until it returns, other verbs may read but not write.
    func withClosure<T>(_ body: () throws -> T) throws -> T {
        isInClosure = true
        defer { isInClosure = false }
        return try body()
    }

    func refuseInClosure() throws {
        guard !isInClosure else {
            throw RoostError(
                .reentrant, "a verb that writes was called inside the closure of another",
                remedy: "collect first, and write when the other verb has returned")
        }
    }

    override func end() {
        super.end()
        scratch.trim()
    }

    /// Adds what the transaction changed to the stored totals. Called once, at its end.
    func writeTotals() {
        let totals = changes.totals
        for position in totals.tables.indices where totals.hasChanges(at: position) {
            let key = totals.tables[position].table.totalsKey
            batch.add(key.span, totals.lanes(at: position))
        }
    }

    /// What the engine would refuse has to be refused here: once a transaction is in a group, a refusal is a failure
    /// of the store.
    func checkBatchLimit() throws {
        let bytes = batch.byteCount + CommitGroup.overhead
        guard bytes <= batchLimit else {
            throw RoostError(
                .batchTooLarge, "the transaction has \(bytes) bytes, more than the engine's limit of \(batchLimit)")
        }
    }

    /// Hands the transaction's totals to the next one. REQUIRES: the write turn, and the batch has joined a group.
    func publish(to writer: WriterState) {
        let retiresTables = changedCatalog != nil
        writer.revision = revision
        writer.catalog = catalog
        let totals = changes.totals
        for position in totals.tables.indices {
            writer.totals[totals.tables[position].table.id, default: TableTotals()].add(totals.lanes(at: position))
        }
        for (table, sequence) in changes.sequences { writer.sequences[table] = sequence }
        if retiresTables { writer.forgetRetiredTables() }
    }
}

/// What a transaction changes besides keys and values. A copy is a savepoint.
struct PendingChanges {
    var totals = PendingTotals()
    var sequences: [(table: UInt64, sequence: KeySequence)] = []
    var requiresSync = false

    mutating func set(_ sequence: KeySequence, of table: UInt64) {
        if let position = sequences.firstIndex(where: { $0.table == table }) {
            sequences[position].sequence = sequence
        } else {
            sequences.append((table, sequence))
        }
    }
}

/// Buffers that a write transaction uses for record after record. A class, so that two of them can change at once;
/// nothing that is called while one changes reaches it again, so access is not checked at run time.
final class WriteScratch {
    @exclusivity(unchecked) var newValues: [JSONValue?] = []
    @exclusivity(unchecked) var oldValues: [JSONValue?] = []
    @exclusivity(unchecked) var newEntries = IndexEntries()
    @exclusivity(unchecked) var oldEntries = IndexEntries()
    /// Positions among `newEntries` of those that are not stored yet.
    @exclusivity(unchecked) var added: [Int] = []
    @exclusivity(unchecked) var oldJSON: [UInt8] = []
    @exclusivity(unchecked) var key: [UInt8] = []
    @exclusivity(unchecked) var value: [UInt8] = []
    @exclusivity(unchecked) var chunks: [[UInt8]] = []

    /// What the buffers keep from one transaction to the next, in bytes each.
    private static let keptCapacity = 256 << 10

    /// Gives back what a large record has taken.
    func trim() {
        chunks = []
        if oldJSON.capacity > Self.keptCapacity { oldJSON = [] }
        if value.capacity > Self.keptCapacity { value = [] }
        if newEntries.byteCount > Self.keptCapacity { newEntries = IndexEntries() }
        if oldEntries.byteCount > Self.keptCapacity { oldEntries = IndexEntries() }
    }
}
