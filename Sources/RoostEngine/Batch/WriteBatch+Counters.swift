extension WriteBatch {
    /// Adds to a counter, which counts as 0 while it is missing. Sums that overflow, and additions to a value that is no
    /// counter, are refused when the batch is committed.
    package func add(_ key: [UInt8], _ delta: Int64) {
        key.withUnsafeBytes { add($0, delta) }
    }

    /// REQUIRES: the key does not lie in this batch's arena.
    func add(_ key: UnsafeRawBufferPointer, _ delta: Int64) {
        guard let index = lookup(key) else {
            let isDeleted = deletedRanges.contains(Span(_unsafeBytes: key))
            return isDeleted ? putCounter(key, delta) : write(key, .init(kind: .add, payload: Int(delta)))
        }
        let state = entries[index].state
        switch state.kind {
        case .delete: putCounter(key, delta)
        case .brokenCounter: break
        case .add:
            let (sum, overflows) = state.payload.addingReportingOverflow(Int(delta))
            setState(of: index, overflows ? .init(kind: .brokenCounter) : .init(kind: .add, payload: sum))
        case .put:
            guard let sum = Counter.sum(value(of: index), delta) else {
                return setState(of: index, .init(kind: .brokenCounter))
            }
            putCounter(key, sum)
        }
    }

    private func putCounter(_ key: UnsafeRawBufferPointer, _ value: Int64) {
        withUnsafeBytes(of: value.littleEndian) { put(key, $0) }
    }
}
