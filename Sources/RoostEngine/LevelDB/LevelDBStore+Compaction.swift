import CLevelDB

extension LevelDBStore {
    /// Rewrites every file that has keys of the range, so that what was overwritten or deleted in it is gone.
    ///
    /// LevelDB's own compaction merges each level into the next and leaves alone the files of the lowest one that nothing
    /// above overlaps. A flush of the memtable may have put its file right there, with values beside their deletions. So:
    /// flush; merge all levels into the lowest; then put a file over it that spans the range, and merge that.
    package func compact(_ range: KeyRange) throws {
        try gate.enter()
        defer { gate.leave() }
        guard !range.isEmpty else { return }
        flush()
        merge(range)
        try deleteUnstorableKeys(bounds(of: range))
        merge(range)
    }

    private func merge(_ range: KeyRange) {
        if let upper = range.upper {
            cldb_compact(handle, range.lower, range.lower.count, upper, upper.count)
        } else {
            cldb_compact(handle, range.lower, range.lower.count, nil, 0)
        }
    }

    /// Writes the memtable to a file, and nothing else: LevelDB does that first for any range, this one has no keys.
    private func flush() {
        let beyond = [UInt8](repeating: 0xFF, count: limits.maxKeyBytes + 1)
        cldb_compact(handle, beyond, beyond.count, beyond, beyond.count)
    }

    /// Keys before and behind nearly all that can be stored in a range, and longer than any of them.
    private func bounds(of range: KeyRange) -> [[UInt8]] {
        func padded(_ key: [UInt8], with byte: UInt8) -> [UInt8] {
            key + [UInt8](repeating: byte, count: max(1, limits.maxKeyBytes + 1 - key.count))
        }
        let first = padded(range.lower, with: 0)
        guard var upper = range.upper else { return [first, padded([], with: 0xFF)] }
        while upper.last == 0 { upper.removeLast() }
        // Not empty: above it is the lower bound.
        guard let byte = upper.popLast() else { return [first] }
        let last = padded(upper + [byte - 1], with: 0xFF)
        return [first, last].filter { range.contains($0.span) }
    }
}
