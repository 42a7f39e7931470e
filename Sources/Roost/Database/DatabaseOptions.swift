public import Foundation

/// How a database is opened.
public struct DatabaseOptions: Sendable {
    /// The durability of transactions that do not choose their own. `.full` unless said otherwise.
    public var durability: Durability = .full
    /// Whether a store that does not exist is made. If not, opening it is ``RoostError/Code/invalidArgument``, and nothing
    /// is left behind.
    public var createsStore = true
    /// Threads for async read transactions. Each runs one transaction at a time; more wait.
    public var readerThreads = 8
    /// Bytes of writes that LevelDB gathers in memory before it writes a table file.
    public var writeBufferBytes = 32 << 20
    /// Bytes of uncompressed table blocks that LevelDB keeps in memory. One transaction, query or stream fills at most half
    /// of them, so that a scan of a large table leaves room for what is read all the time.
    public var blockCacheBytes = 64 << 20
    /// Bits per key of LevelDB's Bloom filters; 0 for none.
    public var bloomBitsPerKey = 10
    /// The size a LevelDB table file grows to, in bytes.
    public var maxFileBytes = 16 << 20
    /// Whether LevelDB compresses its blocks with Snappy. Without it, records of 64 bytes and more are compressed one by
    /// one where that pays; with it, only those of a block and more, 4,096 bytes of JSON.
    public var compressesBlocks = true

    /// The most bytes of JSON that one record may have, at most 64 MiB; more is ``RoostError/Code/recordTooLarge``, when it is
    /// written and when it is read. Whoever can make a record large decides how much memory reading it takes: at most 13
    /// bytes for each byte of its JSON, beside the JSON and the record's own values.
    public var maxRecordBytes = defaultMaxRecordBytes
    static let defaultMaxRecordBytes = 16 << 20

    /// The most bytes of keys and records that one query may hold to sort them where no index gives the order; more is
    /// ``RoostError/Code/sortTooLarge``. A query with a limit holds about twice as many records as that.
    public var sortMemoryBytes = 64 << 20
    /// Whether a query that has to read a whole table, to find records by conditions or to sort them, is
    /// ``RoostError/Code/indexRequired``. Closures alone are not: they say themselves that records are read. Nor is what
    /// asks for the whole table, without conditions and without an order: `toArray()`, `sum`, `average`, `groupedCount`,
    /// `min`, `max`, `uniqueKeys`, `firstKey` and `lastKey` of all records, of any field.
    public var requiresIndex = false

    /// From how long on a query is remembered for `Database.advice()`; nil for never.
    public var slowQueryThreshold: Duration? = .milliseconds(100)

    /// The time by which records expire; the system's unless a test brings its own.
    ///
    /// It never goes backwards. While the system's clock is set back, or shows a time that is not believed yet, the time runs on
    /// by a clock that cannot be set; with another clock it stands still.
    public var clock: @Sendable () -> Date = { Date() } {
        didSet { hasSystemClock = false }
    }
    /// Whether the clock is the system's. It is not believed at once when it jumps, and time passes while it is set back. One of
    /// the program's own, such as that of a test, says itself what time passes.
    private(set) var hasSystemClock = true

    /// Those who are told what the database does. None unless said otherwise, and then nothing is measured.
    public var observers: [any DatabaseObserver] = []

    /// About the bytes that one step of a compaction rewrites: what closing the database has to wait for at most.
    package var compactedPieceBytes = 32 << 20

    /// The defaults.
    public init() {}

    /// Throws ``RoostError/Code/invalidArgument`` for a value that no engine could work with.
    func validate() throws {
        func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
            guard range.contains(value) else {
                throw RoostError(
                    .invalidArgument,
                    "\(name) is \(value); it has to be from \(range.lowerBound) to \(range.upperBound)")
            }
        }
        try check("readerThreads", readerThreads, 1...1_024)
        try check("writeBufferBytes", writeBufferBytes, (64 << 10)...(1 << 30))
        try check("blockCacheBytes", blockCacheBytes, 0...(1 << 40))
        try check("bloomBitsPerKey", bloomBitsPerKey, 0...64)
        try check("maxFileBytes", maxFileBytes, (1 << 20)...(1 << 30))
        try check("maxRecordBytes", maxRecordBytes, 1_024...StoredPayload.maxJSONBytes)
        try check("sortMemoryBytes", sortMemoryBytes, 0...(1 << 40))
        if case .interval(let milliseconds) = durability {
            try check("the interval of durability", milliseconds, 0...86_400_000)
        }
    }

    var queries: QueryOptions {
        QueryOptions(
            sortMemoryBytes: sortMemoryBytes, requiresIndex: requiresIndex,
            slowQueries: slowQueryThreshold.map(SlowQueries.init), maxRecordBytes: maxRecordBytes)
    }
}
