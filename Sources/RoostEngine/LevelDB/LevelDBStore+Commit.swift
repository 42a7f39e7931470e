import CLevelDB

extension LevelDBStore {
    /// A failure inside LevelDB is `commitUnknown`: the batch may be in the log. Later commits are `io`.
    package func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws {
        try gate.enter()
        defer { gate.leave() }
        try commitLock.withLock {
            try refuseIfPoisoned()
            encoder.removeAll()
            try encodeDeletedRanges(batch)
            try encodeEntries(batch)
            let sums = try encodeCounters(batch)
            do throws(EngineError) {
                try apply(sync: durability == .synced)
            } catch {
                throw error.reported(as: .commitUnknown)
            }
            counters.update(batch, sums)
            gate.count {
                $0.commits += 1
                $0.syncs += durability == .synced ? 1 : 0
                $0.entriesCommitted += encoder.entryCount
                $0.bytesCommitted += encoder.payloadBytes
            }
        }
    }

    /// Writes an empty batch that is synced, which syncs the log it goes to.
    package func sync() throws {
        try gate.enter()
        defer { gate.leave() }
        try commitLock.withLock {
            try refuseIfPoisoned()
            encoder.removeAll()
            try apply(sync: true)
            gate.count { $0.syncs += 1 }
        }
    }

    /// Deletes keys that are longer than any that can be stored. It changes nothing but the files LevelDB writes next,
    /// which span the keys.
    func deleteUnstorableKeys(_ keys: [[UInt8]]) throws {
        try commitLock.withLock {
            try refuseIfPoisoned()
            encoder.removeAll()
            for key in keys { try key.withUnsafeBytes { key in try encoder.deleteUnstorable(key) } }
            try apply(sync: false)
        }
    }

    private func refuseIfPoisoned() throws(EngineError) {
        guard var error = poison?.reported(as: .io) else { return }
        error.message = "the store takes no more commits, reopen it: \(error.message)"
        throw error
    }

    private func apply(sync: Bool) throws(EngineError) {
        guard encoder.entryCount > 0 || sync else { return }
        let bytes = encoder.buffer.bytes(at: 0, count: encoder.buffer.count).assumingMemoryBound(to: UInt8.self)
        do throws(EngineError) {
            try check(path: path) { cldb_apply(handle, bytes.baseAddress, bytes.count, sync, $0) }
        } catch {
            poison = error
            counters.removeAll()
            throw error
        }
    }

    /// Deletes what is committed in the batch's ranges, key by key.
    private func encodeDeletedRanges(_ batch: WriteBatch) throws {
        guard !batch.deletedRanges.isEmpty else { return }
        let view = try LevelDBView(self)
        defer { view.close() }
        let chunk = EntryChunk()
        for range in batch.deletedRanges.ranges {
            var rest = range
            var result = ScanResult.more
            while result == .more {
                result = try view.scan(rest, .forward, ScanLimit(), keysOnly: true, into: chunk)
                for index in 0..<chunk.count { try chunk.key(at: index).withUnsafeBytes { try encoder.delete($0) } }
                if result == .more { rest.continue(behind: chunk.key(at: chunk.count - 1), .forward) }
            }
        }
    }

    private func encodeEntries(_ batch: WriteBatch) throws(EngineError) {
        for index in batch.entries.indices {
            let key = batch.key(of: index)
            switch batch.entries[index].state.kind {
            case .put: try encoder.put(key, batch.value(of: index))
            case .delete:
                // What a deleted range covers has been deleted already, if it is there at all.
                if !batch.deletedRanges.contains(Span(_unsafeBytes: key)) { try encoder.delete(key) }
            case .add: break
            case .brokenCounter: throw EngineError(.invalidArgument, "a counter overflows or is no counter", path: path)
            }
        }
    }

    /// Reads each counter that is added to and puts the sum.
    private func encodeCounters(_ batch: WriteBatch) throws -> [CounterCache.Row] {
        guard batch.counterCount > 0 else { return [] }
        var sums: [CounterCache.Row] = []
        for index in batch.entries.indices where batch.entries[index].state.kind == .add {
            let deltas = batch.value(of: index)
            if Counter.isZero(deltas) { continue }
            let key = Array(batch.key(of: index))
            var lanes = try committedCounter(key)
            if lanes.count < deltas.count {
                lanes.append(contentsOf: repeatElement(0, count: deltas.count - lanes.count))
            }
            guard lanes.withUnsafeMutableBytes({ Counter.add(deltas, to: $0) }) else {
                throw EngineError(.invalidArgument, "a counter overflows", path: path)
            }
            try lanes.withUnsafeBytes { try encoder.put(batch.key(of: index), $0) }
            sums.append((key, lanes))
        }
        return sums
    }

    private func committedCounter(_ key: [UInt8]) throws -> [UInt8] {
        if let cached = counters[key] { return cached }
        let chunk = EntryChunk()
        guard try check(path: path, { cldb_get(handle, key, key.count, chunk.storage, $0) }) else { return [] }
        let lanes = chunk.value(at: 0)
        guard Counter.isCounter(byteCount: lanes.count) else {
            throw EngineError(.invalidArgument, "adding to a value that is no counter", path: path)
        }
        return Array(lanes)
    }
}
