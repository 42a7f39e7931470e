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
                throw EngineError(.commitUnknown, error.message, path: path)
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
        guard let poison else { return }
        throw EngineError(.io, "the store takes no more commits, reopen it: \(poison.message)", path: path)
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
    private func encodeCounters(_ batch: WriteBatch) throws -> [(key: [UInt8], value: Int64)] {
        guard batch.counterCount > 0 else { return [] }
        var sums: [(key: [UInt8], value: Int64)] = []
        let chunk = EntryChunk()
        for index in batch.entries.indices {
            let state = batch.entries[index].state
            guard state.kind == .add, state.payload != 0 else { continue }
            let key = Array(batch.key(of: index))
            let (sum, overflows) = try committedCounter(key, chunk).addingReportingOverflow(Int64(state.payload))
            guard !overflows else { throw EngineError(.invalidArgument, "a counter overflows", path: path) }
            try key.withUnsafeBytes { key in
                try withUnsafeBytes(of: sum.littleEndian) { value in try encoder.put(key, value) }
            }
            sums.append((key, sum))
        }
        return sums
    }

    private func committedCounter(_ key: [UInt8], _ chunk: EntryChunk) throws -> Int64 {
        if let cached = counters[key] { return cached }
        chunk.removeAll()
        guard try check(path: path, { cldb_get(handle, key, key.count, chunk.storage, $0) }) else { return 0 }
        guard let value = chunk.value(at: 0).withUnsafeBytes({ Counter.decode($0) }) else {
            throw EngineError(.invalidArgument, "adding to a value that is no counter", path: path)
        }
        return value
    }
}
