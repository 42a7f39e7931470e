import Foundation
public import Roost

/// A cache of values and bytes in a table of a database: it outlives the process, expires, stays within its budget, and
/// loads each missing value once.
///
/// ```swift
/// let db = try Database.open(at: "state.roost", tables: [Cache.table()])
/// let cache = try Cache(in: db)
///
/// try cache.set(user, for: "user/7", ttl: 600, tags: ["users"])
/// let cached = try cache.get("user/7", as: User.self)
/// let user = try await cache.value(for: "user/7", ttl: 600) { try await api.user(7) }
/// try cache.remove(tag: "users")
/// ```
///
/// A cache is safe to use from any number of threads and tasks. Make one for each table and share it: single flight,
/// access times and statistics are its own, in memory. Each call is a transaction of its own; inside a transaction of
/// the same database it is `RoostError.Code.reentrant`. Calls that write or may scan also exist as `async`, where they
/// run on the store's own threads; reads of single keys do not, because they cost less than a change of thread.
///
/// Keys are any strings, compared as Roost compares strings, by their NFC UTF-8 bytes. An entry that is expired is absent
/// from every call at once, whether it has been swept or not; sweep the database now and then to get its bytes back.
///
/// Errors are `RoostError` where the store fails, and ``CacheError`` otherwise.
public final class Cache: Sendable {
    /// The database.
    public let database: Database
    /// The options it was made with.
    public let options: CacheOptions

    let table: Table<CacheEntry, String>
    let counters = CacheLocked(CacheCounters())
    let flights: Flights
    let accessTimes: AccessTimes
    let marks = EvictionMarks()
    let budget: CacheBudget
    private let currentAdmission: CacheLocked<CacheAdmission>

    /// Makes a cache over a table of a database.
    ///
    /// - Parameters:
    ///   - database: opened with ``table(named:)`` of the same name.
    ///   - name: the table's name.
    ///   - options: lifetimes, budget, durability.
    /// - Throws: ``CacheError/Code/invalidArgument`` for options out of their domain,
    ///   `RoostError.Code.tableNotDeclared` when the database was opened without the table.
    /// - Complexity: reads the counters of the table.
    public init(in database: Database, name: String = "cache", options: CacheOptions = CacheOptions()) throws {
        try options.validate()
        self.database = database
        self.options = options
        table = Cache.table(named: name)
        flights = Flights(limit: options.maxLoads)
        accessTimes = AccessTimes(batch: options.accessBatch)
        budget = CacheBudget(options)
        currentAdmission = CacheLocked(options.admission)
        _ = try database.records(in: table).totals()
    }

    /// The table of a cache, to be given to `Database.open(at:tables:options:)`.
    ///
    /// - Parameter name: the name it is stored under. A database may have several caches, each with a table of its own.
    public static func table(named name: String = "cache") -> Table<CacheEntry, String> {
        name == CacheEntry.table.name ? CacheEntry.table : CacheEntry.table.named(name)
    }

    /// What the cache lets in from now on. Entries that are in stay.
    public var admission: CacheAdmission {
        get { currentAdmission.withLock { $0 } }
        set { currentAdmission.withLock { $0 = newValue } }
    }

    var records: Records<CacheEntry, Database> { database.records(in: table) }

    var now: Date { database.now }

    func report(_ operation: CacheFailure.Operation, key: String? = nil, _ error: any Error) {
        options.onFailure?(CacheFailure(operation: operation, key: key, error: error))
    }
}
