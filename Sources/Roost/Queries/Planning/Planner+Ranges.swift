import RoostEngine

extension Planner {
    /// The key ranges of a match, sorted.
    func ranges(of match: IndexMatch) -> [KeyRange] {
        let index = match.index
        var prefixes = [index.prefix]
        var behind = index.parts.prefix(match.equalityParts)
        while let (position, width) = pointCondition(on: behind, match) {
            let points = points(conditions[position], Array(behind.prefix(width)))
            behind = behind.dropFirst(width)
            if prefixes.count == 1, points.count == 1 {
                prefixes[0] += points[0]
            } else {
                prefixes = prefixes.flatMap { prefix in points.map { prefix + $0 } }
            }
        }
        guard let position = match.rangeCondition else {
            guard let skipping = match.skippingCondition, let ranges = FoldedPrefixes.ranges(of: conditions[skipping])
            else { return prefixes.map { KeyRange(prefix: $0) } }
            return product(prefixes, oriented(ranges, index.parts[match.equalityParts]))
        }
        let ranges = oriented(conditions[position].ranges, index.parts[match.equalityParts])
        return product(prefixes, ranges).filter { !$0.isEmpty }
    }

    /// The components of single values, or of tuples, as the parts store them, sorted.
    private func points(_ condition: Condition, _ parts: [PartLayout]) -> [[UInt8]] {
        if parts.count == 1 {
            let ranges = condition.ranges
            return parts[0].isDescending ? ranges.reversed().map { $0.lower.map { ~$0 } } : ranges.map(\.lower)
        }
        let places = parts.map { part in condition.fields.firstIndex { part.serves($0) } ?? 0 }
        return condition.tuples.map { components in
            zip(parts, places).flatMap { part, place in
                part.isDescending ? components[place].map { ~$0 } : components[place]
            }
        }.sorted(by: ByteOrder.precedes)
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
