import RoostEngine

extension Planner {
    /// The key ranges of a match, sorted.
    func ranges(of match: IndexMatch) -> [KeyRange] {
        let index = match.index
        var prefixes = [index.prefix]
        if index.role != .each {
            for part in index.parts.prefix(match.equalityParts) {
                guard let position = condition(on: part) else { continue }
                let points = points(conditions[position].ranges, part)
                if prefixes.count == 1, points.count == 1 {
                    prefixes[0] += points[0]
                } else {
                    prefixes = prefixes.flatMap { prefix in points.map { prefix + $0 } }
                }
            }
        }
        guard let position = match.rangeCondition else {
            guard let skipping = match.skippingCondition, let ranges = FoldedPrefixes.ranges(of: conditions[skipping])
            else { return prefixes.map { KeyRange(prefix: $0) } }
            return product(prefixes, oriented(ranges, index.parts[match.equalityParts]))
        }
        let part = index.parts[index.role == .each ? 0 : match.equalityParts]
        return product(prefixes, oriented(conditions[position].ranges, part)).filter { !$0.isEmpty }
    }

    /// The components of single-value ranges as the part stores them, sorted.
    private func points(_ ranges: [KeyRange], _ part: PartLayout) -> [[UInt8]] {
        part.isDescending ? ranges.reversed().map { $0.lower.map { ~$0 } } : ranges.map(\.lower)
    }

    /// Ranges of components as the part stores them, sorted.
    private func oriented(_ ranges: [KeyRange], _ part: PartLayout) -> [KeyRange] {
        part.isDescending ? ComponentRanges.complement(ranges) : ranges
    }

    private func product(_ prefixes: [[UInt8]], _ ranges: [KeyRange]) -> [KeyRange] {
        prefixes.flatMap { prefix in
            ranges.map { range in
                KeyRange(
                    lower: prefix + range.lower,
                    upper: range.upper.map { prefix + $0 } ?? ByteOrder.successor(ofPrefix: prefix))
            }
        }
    }
}
