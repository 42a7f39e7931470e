/// Committed values of counters, so that adding to one does not read it first.
struct CounterCache {
    /// Far more than a schema has; only a bound.
    static let capacity = 4096

    /// A counter's lanes as they are stored.
    typealias Row = (key: [UInt8], lanes: [UInt8])

    private var values: [[UInt8]: [UInt8]] = [:]

    subscript(key: [UInt8]) -> [UInt8]? { values[key] }

    mutating func removeAll() { values.removeAll() }

    /// Takes in what a commit has done: forgets keys that it wrote otherwise, then keeps the counters' new values.
    mutating func update(_ batch: WriteBatch, _ sums: [Row]) {
        if !values.isEmpty { forgetWritten(batch) }
        if values.count + sums.count > Self.capacity { values.removeAll() }
        for sum in sums.prefix(Self.capacity) { values[sum.key] = sum.lanes }
    }

    /// O(the smaller one of cache and batch).
    private mutating func forgetWritten(_ batch: WriteBatch) {
        if !batch.deletedRanges.isEmpty {
            values = values.filter { !batch.deletedRanges.contains($0.key.span) }
        }
        if values.count <= batch.entries.count {
            for key in values.keys {
                if let index = key.withUnsafeBytes({ batch.lookup($0) }), !isAddition(index, batch) {
                    values[key] = nil
                }
            }
        } else {
            for index in batch.entries.indices where !isAddition(index, batch) {
                values[Array(batch.key(of: index))] = nil
            }
        }
    }

    private func isAddition(_ index: Int, _ batch: WriteBatch) -> Bool { batch.entries[index].state.kind == .add }
}
