import CLevelDB

extension LevelDBStore {
    package func makeView() throws -> any ReadView { try LevelDBView(self) }

    package func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool {
        chunk.removeAll()
        try gate.enter { $0.gets += 1 }
        defer { gate.leave() }
        return try key.withBytes { bytes, count throws(EngineError) in
            try check(path: path) { cldb_get(handle, bytes, count, chunk.storage, $0) }
        }
    }

    package func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64] {
        try gate.enter()
        defer { gate.leave() }
        return ranges.map { range in
            guard !range.isEmpty else { return 0 }
            // LevelDB wants an upper bound; no key is as long as this one.
            let upper = range.upper ?? Array(repeating: 0xFF, count: limits.maxKeyBytes + 1)
            return cldb_approximate_size(handle, range.lower, range.lower.count, upper, upper.count)
        }
    }

    package func property(_ name: String) -> String? {
        guard (try? gate.enter()) != nil else { return nil }
        defer { gate.leave() }
        guard let text = cldb_property(handle, name) else { return nil }
        defer { cldb_free(text) }
        return String(cString: text)
    }

    package func bytesOnDisk() throws -> UInt64 {
        try gate.enter()
        defer { gate.leave() }
        return try folderLock?.folder.byteCount() ?? 0
    }
}
