extension WriteBatch {
    /// Adds to the lanes of a counter, from the first on. A missing counter has none, and lanes it does not have count
    /// as 0. Sums that overflow, and additions to a value that is no counter, are refused when the batch is committed.
    package func add(_ key: Span<UInt8>, _ deltas: Span<Int64>) {
        key.withUnsafeBytes { key in
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: deltas.count) { lanes in
                for lane in deltas.indices { lanes.initializeElement(at: lane, to: deltas[lane].littleEndian) }
                add(key, UnsafeRawBufferPointer(lanes))
            }
        }
    }

    /// Adds lanes as they are stored. REQUIRES: neither buffer lies in this batch's arena.
    func add(_ key: UnsafeRawBufferPointer, _ deltas: UnsafeRawBufferPointer) {
        guard let index = lookup(key) else {
            if deletedRanges.contains(Span(_unsafeBytes: key)) { return put(key, deltas) }
            collectGarbage()
            let offset = arena.append(deltas)
            return write(key, .init(kind: .add, valueLength: UInt32(deltas.count), payload: offset))
        }
        switch entries[index].state.kind {
        case .delete: put(key, deltas)
        case .brokenCounter: break
        case .add, .put: sum(deltas, into: index)
        }
    }

    /// Adds to the lanes that a put or an earlier addition holds: in place, unless they become more or a savepoint needs
    /// them as they are.
    private func sum(_ deltas: UnsafeRawBufferPointer, into index: Int) {
        var state = entries[index].state
        let length = Int(state.valueLength)
        guard Counter.isCounter(byteCount: length) else { return setState(of: index, .init(kind: .brokenCounter)) }
        guard !journal.isIdle || deltas.count > length else {
            if !Counter.add(deltas, to: arena.mutableBytes(at: state.payload, count: length)) {
                setState(of: index, .init(kind: .brokenCounter))
            }
            return
        }
        let count = max(length, deltas.count)
        let offset = arena.append(zeros: count)
        let sum = arena.mutableBytes(at: offset, count: count)
        sum.copyMemory(from: value(of: index))
        guard Counter.add(deltas, to: sum) else {
            arena.truncate(to: offset)
            return setState(of: index, .init(kind: .brokenCounter))
        }
        state.valueLength = UInt32(count)
        state.payload = offset
        setState(of: index, state)
    }
}
