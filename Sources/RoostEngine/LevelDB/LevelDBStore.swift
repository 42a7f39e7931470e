import CLevelDB

/// An ``OrderedStore`` in a LevelDB folder, or in memory.
///
/// Reads never wait for commits. After a commit or a ``sync()`` that failed inside LevelDB the store takes no more of
/// either until it is reopened, because LevelDB would go on appending behind a damaged record and lose what follows;
/// reads go on.
///
/// `@unchecked Sendable`: LevelDB's handle may be used from many threads; it is set once and freed by the gate when
/// nobody is inside. Everything that commits touch is behind the commit lock.
package final class LevelDBStore: OrderedStore, @unchecked Sendable {
    let handle: OpaquePointer
    /// Nil in memory.
    package let path: String?
    package let limits: StoreLimits
    let gate = StoreGate()
    let commitLock = Lock()
    var encoder: BatchEncoder
    var counters = CounterCache()
    /// What made the store refuse commits.
    var poison: EngineError?
    /// Nil in memory and once closed.
    private(set) var folderLock: FolderLock?

    /// Opens the store in a folder, which is created if `options` say so.
    ///
    /// The folder is created for its owner alone, and so are its files; one that others can only read is closed to them.
    ///
    /// Errors: `unsafeFolder` when others could change what is in it, `notADirectory`, `locked` when any process has it open already, `io`, `corruption`, and
    /// `invalidArgument` for no path at all, for a folder with files that are none of a store, and when there is no store
    /// and none is to be created.
    package static func open(at path: String, options: LevelDBOptions = .init()) throws -> LevelDBStore {
        guard !path.isEmpty else { throw EngineError(.invalidArgument, "the path is empty", path: path) }
        guard !path.utf8.contains(0) else { throw EngineError(.invalidArgument, "a path with a zero byte", path: path) }
        let folder = try Folder(path, creating: options.createIfMissing)
        try folder.checkFiles()
        // Before there is a lock file, which has no business in a folder of others, and before its permissions change.
        try folder.checkContents(creating: options.createIfMissing)
        try folder.tighten()
        let lock = try FolderLock(folder)
        return try LevelDBStore(path: path, lock, options)
    }

    /// A store that lives as long as it is open.
    package static func inMemory(options: LevelDBOptions = .init()) throws -> LevelDBStore {
        try LevelDBStore(path: nil, nil, options)
    }

    private init(path: String?, _ lock: FolderLock?, _ options: LevelDBOptions) throws {
        var given = cldb_options()
        given.create_if_missing = options.createIfMissing || path == nil
        given.compression = options.compression
        given.paranoid_checks = options.paranoidChecks
        given.in_memory = path == nil
        given.has_folder = lock != nil
        given.folder = lock?.folder.descriptor ?? -1
        given.bloom_bits_per_key = CInt(clamping: options.bloomBitsPerKey)
        given.max_open_files = CInt(clamping: options.maxOpenFiles)
        given.write_buffer_size = max(0, options.writeBufferBytes)
        given.block_cache_size = max(0, options.blockCacheBytes)
        given.max_file_size = max(0, options.maxFileBytes)
        given.block_size = max(1, options.blockBytes)
        var opened: OpaquePointer?
        try check(path: path) { cldb_open(path ?? "/memory", &given, &opened, $0) }
        guard let opened else { throw EngineError(.io, "LevelDB gave no store", path: path) }
        handle = opened
        self.path = path
        folderLock = lock
        limits = options.limits
        encoder = BatchEncoder(limits: options.limits)
    }

    deinit { shut() }

    package func close() throws { shut() }

    package var callCount: EngineCalls { gate.callCount }

    private func shut() {
        gate.shut {
            cldb_close(handle)
            folderLock = nil
        }
    }
}
