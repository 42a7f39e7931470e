import RoostEngine

/// What sweeps have deleted of a table since its ranges were compacted: LevelDB walks over deleted keys until then.
struct SweptRanges {
    /// Deleted keys, and bytes of JSON, after which it is worth rewriting what is left around them.
    private static let compactedDeletes = 50_000
    private static let compactedBytes = 8 << 20

    /// First and last deleted key, by index id.
    private var bounds: [UInt64: (first: [UInt8], last: [UInt8])] = [:]
    private var deletes = 0
    private var jsonBytes = 0

    var isWorthCompacting: Bool { deletes >= Self.compactedDeletes || jsonBytes >= Self.compactedBytes }

    /// The ranges that hold all the deleted keys, one for each index that has some.
    var ranges: [KeyRange] {
        bounds.sorted { $0.key < $1.key }.map { KeyRange(lower: $0.value.first, upper: $0.value.last + [0]) }
    }

    /// Takes a deleted key in.
    mutating func add(_ key: Span<UInt8>, ofIndex index: UInt64) {
        deletes += 1
        guard let (first, last) = bounds[index] else {
            let key = [UInt8](key)
            bounds[index] = (key, key)
            return
        }
        if ByteOrder.compare(key, first.span) < 0 {
            bounds[index] = ([UInt8](key), last)
        } else if ByteOrder.compare(key, last.span) > 0 {
            bounds[index] = (first, [UInt8](key))
        }
    }

    mutating func add(jsonBytes bytes: Int) {
        jsonBytes += bytes
    }

    mutating func add(_ other: SweptRanges) {
        for (index, bounds) in other.bounds {
            add(bounds.first.span, ofIndex: index)
            add(bounds.last.span, ofIndex: index)
            deletes -= 2
        }
        deletes += other.deletes
        jsonBytes += other.jsonBytes
    }
}
