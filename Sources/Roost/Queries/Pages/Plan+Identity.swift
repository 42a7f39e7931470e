import RoostEngine

extension Plan {
    /// What distinguishes this query from others, and the positions in its answer from those of another run of it, for
    /// tokens of pages: table, conditions and order, and index and direction where a position is an index entry. Closures
    /// cannot be told apart; that there are some can.
    var identity: UInt64 {
        var hash = FNVHash()
        identify(into: &hash, isPart: false)
        return hash.value
    }

    private func identify(into hash: inout FNVHash, isPart: Bool) {
        hash.add(table.name.utf8)
        hash.add([UInt8(isReversed ? 1 : 0), UInt8(clamping: union.count)])
        hash.add([UInt8(clamping: filters.count), UInt8(clamping: ends.count)])
        // Where the position is an entry; elsewhere it is the values of the order.
        if union.isEmpty, sort.isEmpty, !isPart {
            hash.add([UInt8(direction == .forward ? 1 : 2)])
            hash.add(index.prefix)
            for range in ranges {
                hash.add(range.lower)
                hash.add(range.upper ?? [])
            }
        }
        for condition in conditions { hash.add(condition) }
        for alternative in alternatives {
            hash.add([0])
            for condition in alternative { hash.add(condition) }
        }
        for term in order {
            hash.add(term.field)
            if term.isDescending { hash.add([1]) }
        }
        for part in union { part.identify(into: &hash, isPart: true) }
    }

    /// The rest of the scan behind an index entry. What a record's first entry is, is still decided by all ranges.
    func resumed(behind entry: [UInt8]) -> Plan {
        var plan = self
        plan.ranges = ranges.compactMap { range in
            var range = range
            if direction == .forward {
                guard range.upper.map({ ByteOrder.compare(entry.span, $0.span) < 0 }) ?? true else { return nil }
                if ByteOrder.compare(range.lower.span, entry.span) <= 0 {
                    if isPointLookup { return nil }
                    range.lower = entry + [0]
                }
            } else {
                guard ByteOrder.compare(range.lower.span, entry.span) < 0 else { return nil }
                if range.upper.map({ ByteOrder.compare(entry.span, $0.span) < 0 }) ?? true {
                    range.upper = entry
                }
            }
            return range.isEmpty ? nil : range
        }
        return plan
    }
}

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits), the same in every process.
struct FNVHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        var count = 0
        for byte in bytes {
            value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
            count += 1
        }
        // Where one part ends and the next begins counts, too.
        withUnsafeBytes(of: UInt64(count).littleEndian) { length in
            for byte in length { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
    }

    fileprivate mutating func add(_ field: FieldReference) {
        add(field.path.utf8Segments.joined(separator: [0]))
        add(field.kind.rawValue.utf8)
    }

    fileprivate mutating func add(_ condition: Condition) {
        for field in condition.fields { add(field) }
        add([condition.isNegated ? 1 : 0])
        for range in condition.ranges {
            add(range.lower)
            add(range.upper ?? [])
        }
    }
}
