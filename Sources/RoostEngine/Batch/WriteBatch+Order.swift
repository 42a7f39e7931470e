/// The batch in key order.
extension WriteBatch {
    /// The entries of a range, in order.
    func entryIndices(in range: KeyRange) -> [Int] {
        guard !entries.isEmpty else { return [] }
        let order = buildOrder()
        var position = order.lowerBound { compare($0, range.lower) }
        let end = range.upper.map { upper in order.lowerBound { compare($0, upper) } } ?? order.end
        var indices: [Int] = []
        while position != end {
            indices.append(order[position])
            position = order.position(after: position)
        }
        return indices
    }

    /// The order, made if it does not exist yet: O(n log n) then, nothing later.
    func buildOrder() -> OrderedIndex {
        if let order { return order }
        var sorted = Array(0..<UInt32(entries.count))
        var comparisons = 0
        sorted.sort { left, right in
            comparisons += 1
            return ByteOrder.compare(key(of: Int(left)), key(of: Int(right))) < 0
        }
        orderComparisons += comparisons
        let built = OrderedIndex(sorted: sorted)
        order = built
        return built
    }

    func compare(_ index: Int, _ key: [UInt8]) -> Int {
        orderComparisons += 1
        return key.withUnsafeBytes { ByteOrder.compare(self.key(of: index), $0) }
    }

    func insertIntoOrder(_ index: Int) {
        let key = key(of: index)
        order?.insert(index) { other in
            orderComparisons += 1
            return ByteOrder.compare(self.key(of: other), key)
        }
    }

    func removeFromOrder(_ index: Int) {
        let key = key(of: index)
        guard
            let position = order?.lowerBound({ other in
                orderComparisons += 1
                return ByteOrder.compare(self.key(of: other), key)
            })
        else { return }
        order?.remove(at: position)
    }
}
