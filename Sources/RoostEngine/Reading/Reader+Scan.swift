extension Reader {
    /// Merges chunks of the view with the batches above it until the limit.
    func scan(
        _ view: any ReadView, under layers: consuming LayerMerge, _ range: KeyRange, _ direction: ScanDirection,
        _ limit: ScanLimit, _ keysOnly: Bool, into chunk: EntryChunk
    ) throws -> ScanResult {
        let base = base
        base.removeAll()
        chunk.removeAll()
        var rest = range
        var next = 0
        var mayFollow = true
        var fetch = ScanLimit(entries: max(1, limit.entries), bytes: limit.bytes)
        while true {
            if next == base.count, mayFollow {
                let result = try view.scan(rest, direction, fetch, keysOnly: keysOnly, into: base)
                next = 0
                mayFollow = result == .more && !base.isEmpty
                if mayFollow { rest.continue(behind: base.key(at: base.count - 1), direction) }
                // Entries that turn out to be deleted must not cost a small chunk each.
                fetch.entries = max(fetch.entries, min(1024, fetch.entries &* 2))
            }
            if next < base.count {
                switch layers.place(base.key(at: next)) {
                case .before:
                    if !layers.hides(base.key(at: next)) { chunk.append(base, at: next) }
                    next += 1
                case .replaced:
                    next += 1
                    layers.take(into: chunk, keysOnly)
                case .after: layers.take(into: chunk, keysOnly)
                }
            } else if layers.isAtEnd {
                return .exhausted
            } else {
                layers.take(into: chunk, keysOnly)
            }
            if chunk.count >= max(1, limit.entries) || (chunk.byteCount >= limit.bytes && !chunk.isEmpty) {
                return .more
            }
        }
    }
}

extension KeyRange {
    /// Leaves what a scan in this direction has still to visit once it has visited `key`.
    mutating func `continue`(behind key: Span<UInt8>, _ direction: ScanDirection) {
        switch direction {
        case .forward:
            lower.removeAll(keepingCapacity: true)
            key.withUnsafeBufferPointer { lower.append(contentsOf: $0) }
            lower.append(0)
        case .reverse: upper = key.withUnsafeBufferPointer { Array($0) }
        }
    }
}
