import RoostEngine

extension Conformance {
    /// Keys whose order is easily got wrong, in order.
    private static let orderedKeys: [[UInt8]] = [
        [], [0x00], [0x00, 0x00], [0x00, 0xFF], [0x01], [0x7F], [0x7F, 0xFF], [0x80], [0x80, 0x00], [0xFE, 0xFF],
        [0xFF], [0xFF, 0x00], [0xFF, 0xFF], [0xFF, 0xFF, 0xFF],
    ]

    func checkByteOrder(_ store: any OrderedStore) throws {
        try store.commit { batch in
            for key in Self.orderedKeys.reversed() { batch.put(key, [UInt8(key.count)]) }
        }
        let view = try store.makeView()
        defer { view.close() }
        let expected = Self.orderedKeys.map { Entry($0, [UInt8($0.count)]) }
        let scanner = ViewScanner(view)
        try expect(try scanner.entries() == expected, "a forward scan is in byte order")
        try expect(
            try scanner.entries(in: .all, .reverse) == expected.reversed(), "a reverse scan is the other way round")
    }

    func checkBounds(_ store: any OrderedStore) throws {
        try store.commit { batch in for key in Self.orderedKeys { batch.put(key, []) } }
        let view = try store.makeView()
        defer { view.close() }
        let scanner = ViewScanner(view)
        let bounds = Self.orderedKeys + [[0x02], [0x7F, 0x00], [0xFF, 0x00, 0x00], [0xFF, 0xFF, 0xFF, 0xFF]]
        for lower in bounds {
            for upper in bounds.map(Optional.some) + [nil] {
                let range = KeyRange(lower: lower, upper: upper)
                let expected = Self.orderedKeys.filter { range.contains($0.span) }
                let forward = try scanner.entries(in: range).map(\.key)
                try expect(forward == expected, "\(range) forward holds \(expected), not \(forward)")
                let reverse = try scanner.entries(in: range, .reverse).map(\.key)
                try expect(reverse == expected.reversed(), "\(range) in reverse holds the same, not \(reverse)")
            }
        }
        let prefixed = try scanner.entries(in: KeyRange(prefix: [0xFF])).map(\.key)
        try expect(
            prefixed == [[0xFF], [0xFF, 0x00], [0xFF, 0xFF], [0xFF, 0xFF, 0xFF]], "a prefix of FF has no end")
    }

    func checkLimits(_ store: any OrderedStore) throws {
        try store.commit { batch in
            for number in UInt8(0)..<100 { batch.put([number], Array(repeating: number, count: 99)) }
        }
        let view = try store.makeView()
        defer { view.close() }
        let chunk = EntryChunk()
        for direction in [ScanDirection.forward, .reverse] {
            for entries in [1, 2, 7, 99, 100, 1000] {
                let limit = ScanLimit(entries: entries, bytes: .max)
                let result = try view.scan(.all, direction, limit, keysOnly: false, into: chunk)
                try expect(chunk.count == min(entries, 100), "a chunk of \(entries) entries is full")
                try expect(result == .more || entries >= 100, "more follows after \(entries) of 100")
                try expect(result == .exhausted || entries <= 100, "nothing follows after 100")
            }
            for bytes in [0, 1, 100, 101, 1000] {
                let limit = ScanLimit(entries: .max, bytes: bytes)
                let result = try view.scan(.all, direction, limit, keysOnly: false, into: chunk)
                try expect(result == .more, "more follows after \(bytes) of 10,000 bytes")
                try expect(chunk.count >= 1, "a chunk takes one entry even for \(bytes) bytes")
                try expect((chunk.count - 1) * 100 < max(1, bytes), "no entry is taken once \(bytes) bytes are reached")
            }
        }
        let nothing = try view.scan(
            KeyRange(lower: [5], upper: [5]), .forward, ScanLimit(), keysOnly: false, into: chunk)
        try expect(nothing == .exhausted && chunk.isEmpty, "an empty range replaces what the chunk held by nothing")
    }

    func checkContinuation(_ store: any OrderedStore) throws {
        var generator = SeededGenerator(seed: 1)
        var model: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<500 {
            let key = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                UInt8.random(in: 0...7, using: &generator)
            }
            model[key] = Array(repeating: 1, count: Int.random(in: 0...40, using: &generator))
        }
        try store.commit { batch in for (key, value) in model { batch.put(key, value) } }
        let expected = model.map { Entry($0.key, $0.value) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let view = try store.makeView()
        defer { view.close() }
        let scanner = ViewScanner(view)
        for limit in [ScanLimit(entries: 1), ScanLimit(entries: 7), ScanLimit(bytes: 1), ScanLimit(bytes: 64)] {
            let forward = try scanner.entries(in: .all, .forward, limit)
            try expect(forward == expected, "\(limit): chunks forward make up the range")
            let reverse = try scanner.entries(in: .all, .reverse, limit)
            try expect(reverse == expected.reversed(), "\(limit): chunks in reverse make up the range")
        }
        try checkInterleaving(view, expected)
    }

    /// Two scans and point reads that take turns on one view do not disturb each other.
    private func checkInterleaving(_ view: any ReadView, _ expected: [Entry]) throws {
        let chunk = EntryChunk()
        var up = KeyRange.all
        var down = KeyRange.all
        for step in expected.indices {
            _ = try view.scan(up, .forward, ScanLimit(entries: 1), keysOnly: false, into: chunk)
            try expect(chunk.entries == [expected[step]], "entry \(step) from the front")
            up.lower = expected[step].key + [0]
            if step % 3 == 0 {
                let other = expected[(step * 7) % expected.count]
                try expect(try view.value(other.key) == other.value, "a point read between chunks")
            }
            if step % 2 == 0 {
                _ = try view.scan(down, .reverse, ScanLimit(entries: 1), keysOnly: false, into: chunk)
                let last = expected[expected.count - 1 - step / 2]
                try expect(chunk.entries == [last], "entry \(step / 2) from the back")
                down.upper = last.key
            }
        }
    }

    func checkKeysOnly(_ store: any OrderedStore) throws {
        try store.commit { batch in
            batch.put([1], [10])
            batch.put([2], [])
            batch.put([3], [30, 30])
        }
        let view = try store.makeView()
        defer { view.close() }
        let scanner = ViewScanner(view)
        let expected = [Entry([1], []), Entry([2], []), Entry([3], [])]
        try expect(try scanner.entries(keysOnly: true) == expected, "a scan for keys has empty values")
        let reverse = try scanner.entries(in: .all, .reverse, keysOnly: true)
        try expect(reverse == expected.reversed(), "a reverse scan for keys has empty values")
        let chunk = EntryChunk()
        _ = try view.scan(.all, .forward, ScanLimit(), keysOnly: true, into: chunk)
        try expect((0..<3).allSatisfy { chunk.isPresent(at: $0) }, "scanned keys are present")
    }
}
