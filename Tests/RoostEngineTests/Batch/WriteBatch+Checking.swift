import RoostEngineTesting

@testable import RoostEngine

extension WriteBatch {
    /// What is inconsistent inside the batch or different from the model; nil when nothing is.
    func difference(from model: BatchModel) -> String? {
        if let broken = brokenInvariant() { return broken }
        let chunk = EntryChunk()
        for key in BatchModel.keys {
            chunk.removeAll()
            let found = find(key.span, into: chunk)
            let isAsExpected =
                switch (found, model.outcomes[key]) {
                case (.absent, nil), (.absent, .added): chunk.isEmpty
                case (.deleted, .deleted): chunk.isEmpty
                case (.value, .put(let value)): chunk.entries == [Entry(key, value)]
                default: false
                }
            if !isAsExpected { return "\(key): \(found), model \(String(describing: model.outcomes[key]))" }
        }
        return nil
    }

    private func brokenInvariant() -> String? {
        if entryBytes != entries.reduce(0, { $0 + $1.byteCount }) { return "entryBytes" }
        if counterCount != entries.count(where: { $0.state.kind == .add || $0.state.kind == .brokenCounter }) {
            return "counterCount"
        }
        for index in entries.indices where lookup(key(of: index)) != index { return "table does not find \(index)" }
        if let order {
            var walked: [Int] = []
            var position = order.start
            while position != order.end {
                walked.append(order[position])
                position = order.position(after: position)
            }
            let expected = entries.indices.sorted { ByteOrder.compare(key(of: $0), key(of: $1)) < 0 }
            if walked != expected { return "order" }
        }
        let ranges = deletedRanges.ranges
        for (left, right) in zip(ranges, ranges.dropFirst()) {
            guard let upper = left.upper, ByteOrder.compare(upper.span, right.lower.span) < 0 else { return "ranges" }
        }
        return nil
    }
}
