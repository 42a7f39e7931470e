/// How a database is opened.
public struct DatabaseOptions: Sendable {
    /// The durability of transactions that do not choose their own. `.full` unless said otherwise.
    public var durability: Durability = .full
    /// Threads for async read transactions. Each runs one transaction at a time; more wait.
    public var readerThreads = 8
    /// Bytes of writes that LevelDB gathers in memory before it writes a table file.
    public var writeBufferBytes = 32 << 20
    /// Bytes of uncompressed table blocks that LevelDB keeps in memory.
    public var blockCacheBytes = 64 << 20
    /// Bits per key of LevelDB's Bloom filters; 0 for none.
    public var bloomBitsPerKey = 10
    /// The size a LevelDB table file grows to, in bytes.
    public var maxFileBytes = 16 << 20
    /// Whether LevelDB compresses its blocks with Snappy.
    public var compressesBlocks = true

    /// The defaults.
    public init() {}
}
