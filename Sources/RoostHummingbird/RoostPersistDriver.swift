#if Hummingbird
public import Hummingbird
public import Roost
public import RoostRepositories
import ServiceLifecycle

/// Keeps Hummingbird's persistent values, such as its sessions, in a table of a database: they outlive the process.
///
/// ```swift
/// // Whoever may choose the keys of a table reads and writes all of it: what clients name has a table of its own.
/// let db = try Database.open(
///     at: "state.roost",
///     tables: [RoostPersistDriver.table(named: "sessions"), RoostPersistDriver.table(named: "notes")])
/// let sessions = try RoostPersistDriver(db, named: "sessions")
/// let notes = try RoostPersistDriver(db, named: "notes")
///
/// let router = Router()
/// router.put("/note/:name") { request, context -> HTTPResponse.Status in
///     let text = try await request.body.collect(upTo: 4_096)
///     let name = try context.parameters.require("name")
///     guard name.utf8.count <= 100 else { return .uriTooLong }
///     try await notes.set(key: name, value: String(buffer: text), expires: .seconds(3_600))
///     return .ok
/// }
/// let application = Application(router: router, services: [sessions])
/// try await application.runService()
/// ```
///
/// Here `sessions` is for a session middleware, whose keys are `hbs.` and the cookie's text. Were notes kept in its table,
/// a client could write the note `hbs.x` and be let in with the cookie `x`: a prefix keeps apart only what nobody else can
/// write. So each use of a driver has a table of its own, and a key never says which.
///
/// As a service it sweeps the database, all tables of it, until graceful shutdown; one driver is enough. The database is not
/// the driver's to close; a `DatabaseService` of RoostServiceLifecycle that stands before it among the services closes it
/// after everything else.
///
/// An expired value is absent from every call at once, swept or not: its key can be created anew, and what is then set
/// without an expiry has none. Times are kept to the millisecond. Values are stored as JSON, `Data` and `[UInt8]` as
/// bytes, and can be read as any type that decodes from the same JSON; anything else is
/// `PersistError.invalidConversion`. They are no cache: none is ever evicted.
///
/// Each call is one transaction, so of any number of concurrent ``create(key:value:expires:)`` of a key one succeeds. None
/// may be made inside a transaction of the same database. What the store refuses is a `RoostError`.
public struct RoostPersistDriver: PersistDriver {
    /// How it was made.
    public let configuration: Configuration
    /// What sweeps while the driver runs; its events tell of failures. Nil when something else does.
    public let sweeper: ExpirySweeper?

    /// Bytes of UTF-8 that a key may have, 1,024. A longer one is refused where it would be stored, and has no value.
    public static let maximumKeyBytes = 1_024

    let cache: Cache

    /// Makes a driver over a table of a database.
    ///
    /// - Parameters:
    ///   - database: opened with ``table(named:)``.
    ///   - configuration: the table's name, durability, lifetimes and sweeps.
    ///   - clock: what the driver sleeps by between two sweeps.
    /// - Throws: `RoostError.Code.invalidArgument` for a maximum lifetime below a millisecond,
    ///   `RoostError.Code.tableNotDeclared` when the database was opened without the table, and what `ExpirySweeper`
    ///   refuses.
    public init(
        _ database: Database, configuration: Configuration = Configuration(),
        clock: some Clock<Duration> = ContinuousClock()
    ) throws {
        try configuration.validate()
        var options = CacheOptions()
        options.durability = configuration.durability ?? database.durability
        // Nothing is evicted, so it does not matter when a value was read.
        options.accessResolution = .infinity
        if let maximum = configuration.maximumLifetime { options.timeToLive = maximum / .seconds(1) }
        self.configuration = configuration
        cache = try Cache(in: database, name: configuration.tableName, options: options)
        sweeper = try configuration.sweeping.map { try ExpirySweeper(database, options: $0, clock: clock) }
    }

    /// Makes a driver over a table of this name, and otherwise with the default configuration.
    ///
    /// - Parameters:
    ///   - database: opened with ``table(named:)`` of the same name.
    ///   - tableName: the table's name.
    /// - Throws: `RoostError.Code.tableNotDeclared` when the database was opened without the table.
    public init(_ database: Database, named tableName: String) throws {
        var configuration = Configuration()
        configuration.tableName = tableName
        try self.init(database, configuration: configuration)
    }

    /// The table of a driver, to be given to `Database.open(at:tables:options:)`.
    ///
    /// - Parameter name: the name it is stored under. Each driver of a database has a table of its own.
    public static func table(named name: String = Configuration.defaultTableName) -> Table<CacheEntry, String> {
        Cache.table(named: name)
    }
}
#endif
