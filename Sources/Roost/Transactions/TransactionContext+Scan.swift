import RoostEngine

extension TransactionContext {
    /// Calls the body with every entry of a range, in order.
    func forEachEntry(
        in range: KeyRange, _ direction: ScanDirection = .forward,
        _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
    ) throws {
        let chunk = EntryChunk()
        var range = range
        var result = ScanResult.more
        while result == .more {
            result = try engine { try reader.scan(range, direction, ScanLimit(), into: chunk) }
            guard chunk.count > 0 else { return }
            for position in 0..<chunk.count { try body(chunk.key(at: position), chunk.value(at: position)) }
            let last = [UInt8](chunk.key(at: chunk.count - 1))
            range =
                direction == .forward
                ? KeyRange(lower: last + [0], upper: range.upper) : KeyRange(lower: range.lower, upper: last)
        }
    }
}
