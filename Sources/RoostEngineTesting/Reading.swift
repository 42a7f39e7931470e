package import RoostEngine

/// Anything that ranges are read from chunk by chunk.
package protocol ScansRanges {
    func scanChunk(
        _ range: KeyRange, _ direction: ScanDirection, _ limit: ScanLimit, keysOnly: Bool, into chunk: EntryChunk
    ) throws -> ScanResult
}

extension ScansRanges {
    /// All entries of a range, in scan order, read in chunks of at most `limit`.
    package func entries(
        in range: KeyRange = .all, _ direction: ScanDirection = .forward, _ limit: ScanLimit = ScanLimit(),
        keysOnly: Bool = false
    ) throws -> [Entry] {
        let chunk = EntryChunk()
        var entries: [Entry] = []
        var rest = range
        while try scanChunk(rest, direction, limit, keysOnly: keysOnly, into: chunk) == .more {
            entries += chunk.entries
            guard let last = chunk.entries.last else { throw ConformanceFailure("a chunk without entries has more") }
            switch direction {
            case .forward: rest.lower = last.key + [0]
            case .reverse: rest.upper = last.key
            }
        }
        return entries + chunk.entries
    }
}

/// A view as something that ranges are read from.
package struct ViewScanner: ScansRanges {
    package let view: any ReadView

    package init(_ view: any ReadView) { self.view = view }

    package func scanChunk(
        _ range: KeyRange, _ direction: ScanDirection, _ limit: ScanLimit, keysOnly: Bool, into chunk: EntryChunk
    ) throws -> ScanResult {
        try view.scan(range, direction, limit, keysOnly: keysOnly, into: chunk)
    }
}

extension Reader: ScansRanges {
    package func scanChunk(
        _ range: KeyRange, _ direction: ScanDirection, _ limit: ScanLimit, keysOnly: Bool, into chunk: EntryChunk
    ) throws -> ScanResult {
        try scan(range, direction, limit, keysOnly: keysOnly, into: chunk)
    }
}

extension ReadView {
    package func value(_ key: [UInt8]) throws -> [UInt8]? {
        let chunk = EntryChunk()
        return try get(key.span, into: chunk) ? Array(chunk.value(at: 0)) : nil
    }

    /// The values of many keys, nil where there is none.
    package func values(_ keys: [[UInt8]]) throws -> [[UInt8]?] {
        var list = ByteList()
        for key in keys { list.append(key.span) }
        let chunk = EntryChunk()
        try getMany(list, into: chunk)
        return (0..<chunk.count).map { chunk.isPresent(at: $0) ? Array(chunk.value(at: $0)) : nil }
    }
}

extension OrderedStore {
    package func value(_ key: [UInt8]) throws -> [UInt8]? {
        let chunk = EntryChunk()
        return try get(key.span, into: chunk) ? Array(chunk.value(at: 0)) : nil
    }

    /// All committed entries of a range.
    package func entries(in range: KeyRange = .all) throws -> [Entry] {
        let view = try makeView()
        defer { view.close() }
        return try ViewScanner(view).entries(in: range)
    }

    /// Commits one batch made on the spot.
    package func commit(
        _ durability: CommitDurability = .buffered, _ fill: (WriteBatch) throws -> Void
    ) throws {
        let batch = WriteBatch()
        try fill(batch)
        try commit(batch, durability: durability, readSet: nil)
    }
}
