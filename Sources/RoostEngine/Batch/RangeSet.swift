/// Disjoint ranges of keys, in order.
struct RangeSet {
    private(set) var ranges: [KeyRange] = []

    var isEmpty: Bool { ranges.isEmpty }

    func contains(_ key: Span<UInt8>) -> Bool {
        guard !ranges.isEmpty else { return false }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            let lower = ranges[middle].lower
            if ByteOrder.compare(lower.span, key) <= 0 { low = middle + 1 } else { high = middle }
        }
        return low > 0 && ranges[low - 1].contains(key)
    }

    /// Adds a range and joins it with those it meets. Linear in the number of ranges.
    mutating func insert(_ range: KeyRange) {
        guard !range.isEmpty else { return }
        var joined = range
        var kept: [KeyRange] = []
        kept.reserveCapacity(ranges.count + 1)
        var following: [KeyRange] = []
        for other in ranges {
            if let upper = other.upper, ByteOrder.compare(upper.span, joined.lower.span) < 0 {
                kept.append(other)
            } else if let upper = joined.upper, ByteOrder.compare(upper.span, other.lower.span) < 0 {
                following.append(other)
            } else {
                joined = Self.hull(joined, other)
            }
        }
        ranges = kept + CollectionOfOne(joined) + following
    }

    private static func hull(_ first: KeyRange, _ second: KeyRange) -> KeyRange {
        let lower = ByteOrder.compare(first.lower.span, second.lower.span) <= 0 ? first.lower : second.lower
        guard let one = first.upper, let other = second.upper else { return KeyRange(lower: lower, upper: nil) }
        return KeyRange(lower: lower, upper: ByteOrder.compare(one.span, other.span) >= 0 ? one : other)
    }
}
