import RoostEngine

extension Conformance {
    func checkAtomicity(_ store: any OrderedStore) throws {
        try store.commit { batch in for number in UInt8(0)..<10 { batch.put([number], [number]) } }
        let before = try store.entries()
        let tooLong = Array(repeating: UInt8(0), count: store.limits.maxKeyBytes + 1)
        for durability in [CommitDurability.buffered, .synced] {
            try expectError(.keyTooLong, "a batch with one key too long") {
                try store.commit(durability) { batch in
                    batch.deleteRange(.all)
                    batch.put([50], [50])
                    batch.add([60], [1])
                    batch.put(tooLong, [])
                }
            }
            try expect(try store.entries() == before, "a refused batch has changed nothing")
        }
        try store.commit(.synced) { $0.put([50], [50]) }
        try expect(try store.entries() == before + [Entry([50], [50])], "the store goes on after a refused batch")
    }

    func checkLastWrite(_ store: any OrderedStore) throws {
        try store.commit { batch in
            batch.put([1], [1])
            batch.put([1], [2])
            batch.put([2], [1])
            batch.delete([2])
            batch.delete([3])
            batch.put([3], [3])
        }
        try expect(try store.entries() == [Entry([1], [2]), Entry([3], [3])], "the last write of each key wins")
    }

    func checkDeletedRanges(_ store: any OrderedStore) throws {
        try store.commit { batch in for number in 0..<3000 { batch.put(Self.key(number), [1]) } }
        try store.commit { batch in
            batch.put(Self.key(10), [2])
            batch.put(Self.key(100), [2])
            batch.deleteRange(KeyRange(lower: Self.key(50), upper: Self.key(2500)))
            batch.put(Self.key(200), [3])
            batch.deleteRange(KeyRange(lower: Self.key(2990), upper: nil))
            batch.deleteRange(KeyRange(lower: Self.key(20), upper: Self.key(20)))
        }
        var expected = (0..<50).map { Entry(Self.key($0), [$0 == 10 ? 2 : 1]) }
        expected.append(Entry(Self.key(200), [3]))
        expected += (2500..<2990).map { Entry(Self.key($0), [1]) }
        try expect(try store.entries() == expected, "ranges are deleted before later puts and after earlier ones")
        try store.commit { $0.deleteRange(.all) }
        try expect(try store.entries().isEmpty, "everything can be deleted")
    }

    private static func key(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }

    func checkSizes(_ store: any OrderedStore) throws {
        var expected: [Entry] = []
        for (number, size) in [0, 1, 100, 4096, 65_536, store.limits.maxValueBytes].enumerated() {
            expected.append(Entry([UInt8(number)], Array(repeating: UInt8(number), count: size)))
        }
        expected.append(Entry(Array(repeating: 0xFF, count: store.limits.maxKeyBytes), [1]))
        try store.commit { batch in for entry in expected { batch.put(entry.key, entry.value) } }
        try expect(try store.entries() == expected, "values up to the limit, and a key of the limit, are scanned")
        for entry in expected { try expect(try store.value(entry.key) == entry.value, "and read by key") }
        try store.commit { $0.put([], [7]) }
        try expect(try store.value([]) == [7], "the empty key is a key")
        try store.commit { $0.delete([]) }
        try expect(try store.entries() == expected, "and can be deleted")
    }

    func checkLimitErrors(_ store: any OrderedStore) throws {
        let limits = store.limits
        let longKey = Array(repeating: UInt8(1), count: limits.maxKeyBytes + 1)
        let longValue = Array(repeating: UInt8(1), count: limits.maxValueBytes + 1)
        try expectError(.keyTooLong, "a long key put") { try store.commit { $0.put(longKey, []) } }
        try expectError(.keyTooLong, "a long key deleted") { try store.commit { $0.delete(longKey) } }
        try expectError(.keyTooLong, "a long key added to") { try store.commit { $0.add(longKey, [1]) } }
        try expectError(.valueTooLong, "a long value") { try store.commit { $0.put([1], longValue) } }
        try expect(try store.entries().isEmpty, "refused batches have changed nothing")
        try expect(try store.value(longKey) == nil, "a long key is simply not found")
        guard limits.maxBatchBytes <= 64 << 20 else { return }
        let value = Array(repeating: UInt8(1), count: limits.maxValueBytes)
        try expectError(.batchTooLarge, "a batch above the limit") {
            try store.commit { batch in
                for number in 0...(limits.maxBatchBytes / value.count) {
                    batch.put([UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)], value)
                }
            }
        }
        try expect(try store.entries().isEmpty, "a batch too large has changed nothing")
    }

    func checkEmptyBatches(_ store: any OrderedStore) throws {
        try store.commit(.buffered) { _ in }
        try store.commit(.synced) { _ in }
        try store.sync()
        try store.commit(.buffered) { $0.put([1], [1]) }
        try store.commit(.synced, { $0.put([2], [2]) })
        try store.sync()
        try expect(try store.entries().count == 2, "syncing changes nothing that is read")
    }
}
