public import Foundation
package import RoostEngine

/// A store of typed records: a folder on disk, or memory.
///
/// ```swift
/// let db = try Database.open(at: "airports.roost", tables: [Airport.table])
/// try db[Airport.self].put(airport)
/// let swiss = try db[Airport.self].where(\.country).equals("CH").toArray()
/// ```
///
/// A database is safe to use from any number of threads and tasks. Read transactions run side by side, each over one
/// consistent view; write transactions run one after another. Within its own transactions, use the transaction and not
/// the database: that is ``RoostError/Code/reentrant``.
///
/// ## Topics
/// ### Opening and closing
/// - ``open(at:tables:options:)``
/// - ``inMemory(tables:options:)``
/// - ``close()-7ru1u``
public final class Database: Sendable {
    /// The folder, or nil for a database in memory.
    public let path: String?
    /// The identity of the store, made when it was created.
    public let storeID: UUID
    /// Grows at every open that does not follow a clean close.
    public let epoch: UInt64
    /// The durability of transactions that do not choose their own.
    public let durability: Durability

    let store: any OrderedStore
    let published: PublishedCatalog
    let clock: WallClock
    let pipeline: CommitPipeline
    let readers: ReaderPool
    let writerLane: StoreLane
    let gate = ScopeGate()
    private let closing = Lock()
    let compactor: Compactor
    let reclaimer: Reclaimer
    let sweeper: Sweeper
    /// Who looks after the size of the database.
    package let sizeDuty = SizeDuty()
    let observers: Observers?
    let queries: QueryOptions
    let readings = OpenReadings()

    init(store: any OrderedStore, opened: OpenedStore, path: String?, options: DatabaseOptions) {
        let label = "roost.\(opened.header.storeID.uuidString.prefix(8))"
        self.store = store
        self.path = path
        storeID = opened.header.storeID
        epoch = opened.header.epoch
        durability = options.durability
        published = PublishedCatalog(opened.writer.catalog)
        clock = WallClock(
            options.clock, confirmation: options.hasSystemClock ? .seconds(1) : .zero,
            runsOn: options.hasSystemClock)
        observers = Observers(options.observers)
        queries = options.queries
        pipeline = CommitPipeline(
            store: store, published: published, writer: opened.writer, clock: clock, observers: observers,
            queries: queries,
            label: label)
        readers = ReaderPool(count: options.readerThreads, label: label)
        writerLane = StoreLane(label: "\(label).writer")
        compactor = Compactor(store: store, pieceBytes: options.compactedPieceBytes)
        reclaimer = Reclaimer(
            store: store, pipeline: pipeline, compactor: compactor, observers: observers, label: label)
        sweeper = Sweeper(pipeline: pipeline, published: published, compactor: compactor, clock: clock)
        observers?.observe(self)
        reclaimer.start()
    }

    deinit {
        // Errors have nowhere to go here; call `close()` to see them.
        try? close()
    }

    /// Opens the store in a folder, creating the folder and the tables that do not exist yet.
    ///
    /// - Parameters:
    ///   - path: the folder. Its parent must exist. A new store is made in a folder that does not exist or is empty; files
    ///     that are none of a store's are tolerated only beside a store that is there.
    ///   - tables: the tables this program uses. Stored tables that are not named stay as they are.
    ///   - options: durability, threads and the engine's sizes.
    /// - Throws: ``RoostError`` with code ``RoostError/Code/locked`` when the store is open already,
    ///   ``RoostError/Code/invalidArgument`` for an empty path, for a folder that holds something else, and when there is no
    ///   store and ``DatabaseOptions/createsStore`` is false,
    ///   ``RoostError/Code/notADirectory`` or ``RoostError/Code/io`` when the folder cannot be used,
    ///   ``RoostError/Code/schemaMismatch`` when a declared table differs from the stored one, and
    ///   ``RoostError/Code/unsupportedFormat`` when a newer Roost wrote the store.
    public static func open(
        at path: String, tables: [any TableDeclaration], options: DatabaseOptions = DatabaseOptions()
    ) throws -> Database {
        try options.validate()
        let path = try absolute(path)
        do {
            let store = try LevelDBStore.open(at: path, options: LevelDBOptions(options))
            return try open(store, path: path, tables: tables, options: options)
        } catch let cause as EngineError {
            var error = RoostError(cause)
            if error.code == .invalidArgument, error.errno == nil {
                error.remedy =
                    "pass the folder of a store"
                    + (options.createsStore
                        ? ", or one that is empty or does not exist" : ", or let createsStore be true")
            }
            throw error
        }
    }

    /// The folder wherever the process is later, because what is relative now has to stay where it is.
    private static func absolute(_ path: String) throws -> String {
        func refused(_ message: String) -> RoostError {
            var error = RoostError(
                .invalidArgument, message, remedy: "pass the path of the folder that holds the store")
            error.path = path
            return error
        }
        // As a relative path, nothing at all would mean the working folder.
        if path.allSatisfy(\.isWhitespace) { throw refused("the path of the store is empty") }
        if path.utf8.contains(0) { throw refused("the path of the store has a zero byte") }
        return URL(fileURLWithPath: path).path
    }

    /// Opens an empty store in memory, for tests and caches. It is gone when the database is closed.
    ///
    /// - Parameters:
    ///   - tables: the tables this program uses.
    ///   - options: threads and the engine's sizes.
    public static func inMemory(
        tables: [any TableDeclaration], options: DatabaseOptions = DatabaseOptions()
    ) throws -> Database {
        try options.validate()
        let store = try engine { try LevelDBStore.inMemory(options: LevelDBOptions(options)) }
        return try open(store, path: nil, tables: tables, options: options)
    }

    /// Opens a database over any engine.
    package static func open(
        _ store: any OrderedStore, path: String?, tables: [any TableDeclaration],
        options: DatabaseOptions = DatabaseOptions()
    ) throws -> Database {
        do {
            let opened = try OpenedStore(
                store, declarations: tables.map(\._definition.definition), options: options)
            return Database(store: store, opened: opened, path: path, options: options)
        } catch {
            // The error that matters is the one at hand.
            try? store.close()
            var failure = (error as? EngineError).map { RoostError($0) } ?? error as? RoostError
            if failure?.path == nil { failure?.path = path }
            throw failure ?? error
        }
    }

    /// Waits for running transactions, makes everything durable and closes the files. Calling it again does nothing.
    ///
    /// Sweeps, compactions and the removal of cleared tables are not waited for: they end with the batch at hand, or the
    /// piece of about 32 MB, and throw ``RoostError/Code/closed`` where somebody waits for them. What cleared tables left
    /// behind is removed when the database is opened again. Async reads that wait for a thread are
    /// ``RoostError/Code/closed`` at once.
    ///
    /// - Throws: ``RoostError/Code/reentrant`` inside a transaction of this database. ``RoostError/Code/commitUnknown``
    ///   when a sync that ``Durability/interval(milliseconds:)`` asked for has failed: what was acknowledged before may not be on
    ///   disk. ``RoostError/Code/io`` when something could not be written. What the removal of cleared tables has failed
    ///   with. The database is closed all the same, unless it is `reentrant`.
    public func close() throws {
        guard !ScopeStack.contains(self) else {
            throw RoostError(.reentrant, "the database was closed inside one of its own transactions")
        }
        // Before the gate waits for everybody inside, who may be at it.
        stopMaintenance()
        readers.close()
        var interrupted: [any OpenReading] = []
        defer { for reading in interrupted { reading.tell() } }
        // Whoever comes second returns when the files are closed, too.
        try closing.withLock {
            guard gate.close() else { return }
            interrupted = readings.close()
            reclaimer.finish()
            var failure: (any Error)?
            if pipeline.failure == nil {
                do { try markClean() } catch { failure = error }
            }
            do { try store.close() } catch { failure = failure ?? error }
            failure = pipeline.syncFailure ?? failure ?? reclaimer.failure
            if let error = failure as? EngineError { throw RoostError(error) }
            if let failure { throw failure }
        }
    }

    /// Lets no batch and no piece of maintenance begin any more.
    func stopMaintenance() {
        sweeper.stop()
        reclaimer.stop()
        compactor.stop()
    }

    /// Waits for running transactions, makes everything durable and closes the files, without blocking a cooperative
    /// thread. Calling it again does nothing.
    ///
    /// - Throws: as the synchronous form does.
    public func close() async throws {
        try await offCooperativeThreads { try self.close() }
    }

    private func markClean() throws {
        let batch = WriteBatch()
        let header = StoreHeader(storeID: storeID, epoch: epoch, isClean: true)
        batch.put(SystemKeys.header, header.bytes)
        pipeline.withTurn { writer in
            let tables = Set(writer.catalog.tables.values.map(\.id))
            for (table, sequence) in writer.sequences
            where sequence.next < sequence.leased && tables.contains(table) {
                batch.put(SystemKeys.autoIncrementLease(table), UInt64(sequence.next).bigEndianBytes)
            }
        }
        try store.commit(batch, durability: .synced, readSet: nil)
    }
}

extension LevelDBOptions {
    init(_ options: DatabaseOptions) {
        self.init()
        writeBufferBytes = options.writeBufferBytes
        blockCacheBytes = options.blockCacheBytes
        bloomBitsPerKey = options.bloomBitsPerKey
        maxFileBytes = options.maxFileBytes
        compression = options.compressesBlocks
        createIfMissing = options.createsStore
    }
}
