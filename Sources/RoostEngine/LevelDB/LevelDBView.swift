import CLevelDB

/// A view: one pinned iterator of LevelDB, through which everything is read.
final class LevelDBView: ReadView {
    private let store: LevelDBStore
    /// Nil once closed.
    private var handle: OpaquePointer?

    init(_ store: LevelDBStore) throws {
        self.store = store
        try store.gate.enter { $0.views += 1 }
        do {
            try check(path: store.path) { cldb_view_open(store.handle, &handle, $0) }
        } catch {
            store.gate.leave()
            throw error
        }
    }

    deinit { close() }

    func close() {
        guard let handle else { return }
        self.handle = nil
        cldb_view_close(handle)
        store.gate.leave()
    }

    /// How often the iterator was positioned by seeking.
    var seekCount: UInt64 { handle.map { cldb_view_seek_count($0) } ?? 0 }

    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool {
        chunk.removeAll()
        let handle = try openHandle()
        store.gate.count { $0.gets += 1 }
        return try key.withBytes { bytes, count throws(EngineError) in
            try check(path: store.path) { cldb_view_get(handle, bytes, count, chunk.storage, $0) }
        }
    }

    func getMany(_ keys: borrowing ByteList, into chunk: EntryChunk) throws {
        chunk.removeAll()
        let handle = try openHandle()
        store.gate.count { $0.multiGets += 1 }
        let count = keys.count
        try keys.bytes.withUnsafeBufferPointer { bytes in
            try keys.ends.withUnsafeBufferPointer { ends in
                _ = try check(path: store.path) {
                    cldb_view_get_many(handle, bytes.baseAddress, ends.baseAddress, count, chunk.storage, $0)
                }
            }
        }
    }

    func scan(
        _ range: KeyRange, _ direction: ScanDirection, _ limit: ScanLimit, keysOnly: Bool, into chunk: EntryChunk
    ) throws -> ScanResult {
        chunk.removeAll()
        let handle = try openHandle()
        store.gate.count { $0.scans += 1 }
        var more = false
        try range.lower.span.withBytes { lower, lowerCount throws(EngineError) in
            var scan = cldb_scan()
            scan.lower = lower
            scan.lower_length = lowerCount
            scan.reverse = direction == .reverse
            scan.keys_only = keysOnly
            scan.max_entries = max(1, limit.entries)
            scan.max_bytes = max(0, limit.bytes)
            guard let upper = range.upper else {
                try check(path: store.path) { cldb_view_scan(handle, &scan, chunk.storage, &more, $0) }
                return
            }
            try upper.span.withBytes { upper, upperCount throws(EngineError) in
                scan.upper = upper
                scan.upper_length = upperCount
                try check(path: store.path) { cldb_view_scan(handle, &scan, chunk.storage, &more, $0) }
            }
        }
        return more ? .more : .exhausted
    }

    private func openHandle() throws(EngineError) -> OpaquePointer {
        guard let handle else { throw EngineError(.closed, "the view is closed", path: store.path) }
        return handle
    }
}
