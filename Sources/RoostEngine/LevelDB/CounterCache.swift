/// Committed values of counters, so that adding to one does not read it first.
struct CounterCache {
    /// Far more than a schema has; only a bound.
    static let capacity = 4096

    private var values: [[UInt8]: Int64] = [:]

    subscript(key: [UInt8]) -> Int64? { values[key] }

    mutating func removeAll() { values.removeAll() }

    /// Takes in what a commit has done: forgets keys that it wrote otherwise, then keeps the counters' new values.
    mutating func update(_ batch: WriteBatch, _ sums: [(key: [UInt8], value: Int64)]) {
        if !values.isEmpty { forgetWritten(batch) }
        if values.count + sums.count > Self.capacity { values.removeAll() }
        for sum in sums.prefix(Self.capacity) { values[sum.key] = sum.value }
    }

    /// O(the smaller one of cache and batch).
    private mutating func forgetWritten(_ batch: WriteBatch) {
        if !batch.deletedRanges.isEmpty {
            values = values.filter { !batch.deletedRanges.contains($0.key.span) }
        }
        if values.count <= batch.entries.count {
            for key in values.keys where key.withUnsafeBytes({ batch.lookup($0) }) != nil { values[key] = nil }
        } else {
            for index in batch.entries.indices { values[Array(batch.key(of: index))] = nil }
        }
    }
}
