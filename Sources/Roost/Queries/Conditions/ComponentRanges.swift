import RoostEngine

/// Sets of key components, as sorted disjoint half-open ranges of their ascending encodings.
///
/// No encoding is a prefix of another, so a range of encodings is also a range of the keys that start with them, and
/// one set of ranges serves an index scan and a residual filter alike.
enum ComponentRanges {
    /// Where values end: above every tag.
    private static let end: [UInt8] = [0xFF]
    /// Where non-null values start: ranges never match null.
    private static let start: [UInt8] = [KeyTag.afterNull]

    static func point(_ component: [UInt8]) -> KeyRange {
        KeyRange(lower: component, upper: ByteOrder.successor(ofPrefix: component))
    }

    /// Sorted and without duplicates. Neighbours stay apart, so that each range is one value.
    static func points(_ components: [[UInt8]]) -> [KeyRange] {
        let sorted = components.sorted(by: ByteOrder.precedes)
        return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { point(sorted[$0]) }
    }

    static func above(_ component: [UInt8], orEqual: Bool) -> [KeyRange] {
        keepingNonEmpty(KeyRange(lower: orEqual ? component : after(component), upper: end))
    }

    static func below(_ component: [UInt8], orEqual: Bool) -> [KeyRange] {
        keepingNonEmpty(KeyRange(lower: start, upper: orEqual ? after(component) : component))
    }

    static func between(
        _ lower: [UInt8], _ upper: [UInt8], includeLower: Bool, includeUpper: Bool
    ) -> [KeyRange] {
        keepingNonEmpty(
            KeyRange(lower: includeLower ? lower : after(lower), upper: includeUpper ? after(upper) : upper))
    }

    /// The strings with a prefix, given the encoding of the prefix as a string.
    static func prefix(_ string: [UInt8]) -> KeyRange {
        // Without the terminator 00 01, so that it is a byte prefix of every string that continues it.
        KeyRange(prefix: Array(string.dropLast(2)))
    }

    /// Every value but null.
    static let notNull = KeyRange(lower: start, upper: end)

    /// Every value but these, null included, as Swift's `!=` has it.
    static func others(than components: [[UInt8]]) -> [KeyRange] {
        var lower = [KeyTag.null]
        var result: [KeyRange] = []
        for point in points(components) {
            result += keepingNonEmpty(KeyRange(lower: lower, upper: point.lower))
            lower = point.upper ?? end
        }
        return result + keepingNonEmpty(KeyRange(lower: lower, upper: end))
    }

    /// What is in any of the ranges: those that overlap or touch become one.
    static func union(_ ranges: [KeyRange]) -> [KeyRange] {
        var result: [KeyRange] = []
        for range in ranges.sorted(by: { ByteOrder.precedes($0.lower, $1.lower) }) where !range.isEmpty {
            guard let last = result.last, let reached = last.upper.map({ !ByteOrder.precedes($0, range.lower) }),
                reached
            else {
                if result.last.map({ $0.upper == nil }) ?? false { continue }
                result.append(range)
                continue
            }
            result[result.count - 1].upper = later(last.upper, range.upper)
        }
        return result
    }

    /// What is in both sets; both sorted and disjoint.
    static func intersection(_ a: [KeyRange], _ b: [KeyRange]) -> [KeyRange] {
        var result: [KeyRange] = []
        var i = 0
        var j = 0
        while i < a.count, j < b.count {
            let lower = ByteOrder.precedes(a[i].lower, b[j].lower) ? b[j].lower : a[i].lower
            let upper = earlier(a[i].upper, b[j].upper)
            let range = KeyRange(lower: lower, upper: upper)
            if !range.isEmpty { result.append(range) }
            if upper == a[i].upper { i += 1 } else { j += 1 }
        }
        return result
    }

    /// The same set for a descending component, whose bytes are complemented.
    static func complement(_ ranges: [KeyRange]) -> [KeyRange] {
        ranges.reversed().map { range in
            let lower = range.upper.map { complementSuccessor($0) } ?? []
            return KeyRange(lower: lower, upper: range.lower.isEmpty ? nil : complementSuccessor(range.lower))
        }
    }

    /// Whether a component is in the set. O(log n).
    static func contain(_ ranges: [KeyRange], _ component: Span<UInt8>) -> Bool {
        // The last range that starts at the component or before it is the only one that can hold it.
        var first = 0
        var last = ranges.count
        while first < last {
            let middle = (first + last) / 2
            let lower = ranges[middle].lower
            if ByteOrder.compare(lower.span, component) <= 0 { first = middle + 1 } else { last = middle }
        }
        return first > 0 && ranges[first - 1].contains(component)
    }

    /// The bound that follows the complement of a bound: `x < b` is `~x >= next(~b)`, and `x >= b` is `~x < next(~b)`.
    private static func complementSuccessor(_ bound: [UInt8]) -> [UInt8] {
        ByteOrder.successor(ofPrefix: bound.map { ~$0 }) ?? [0xFF, 0xFF]
    }

    private static func keepingNonEmpty(_ range: KeyRange) -> [KeyRange] {
        range.isEmpty ? [] : [range]
    }

    private static func after(_ component: [UInt8]) -> [UInt8] {
        ByteOrder.successor(ofPrefix: component) ?? end
    }

    private static func later(_ a: [UInt8]?, _ b: [UInt8]?) -> [UInt8]? {
        guard let a, let b else { return nil }
        return ByteOrder.precedes(a, b) ? b : a
    }

    private static func earlier(_ a: [UInt8]?, _ b: [UInt8]?) -> [UInt8]? {
        guard let a else { return b }
        guard let b else { return a }
        return ByteOrder.precedes(a, b) ? a : b
    }
}
