/// The stored form of a counter: a row of lanes, each an 8-byte little-endian `Int64`. Lanes behind its end count as 0.
enum Counter {
    static let laneBytes = 8

    /// Whether a value of this length is a counter.
    static func isCounter(byteCount: Int) -> Bool { byteCount % laneBytes == 0 }

    /// Adds lane by lane; false when a sum overflows, and then only some lanes are added.
    /// REQUIRES: both are counters, and the row is not the shorter one.
    static func add(_ deltas: UnsafeRawBufferPointer, to row: UnsafeMutableRawBufferPointer) -> Bool {
        var offset = 0
        while offset < deltas.count {
            let value = Int64(littleEndian: row.loadUnaligned(fromByteOffset: offset, as: Int64.self))
            let delta = Int64(littleEndian: deltas.loadUnaligned(fromByteOffset: offset, as: Int64.self))
            let (sum, overflows) = value.addingReportingOverflow(delta)
            if overflows { return false }
            row.storeBytes(of: sum.littleEndian, toByteOffset: offset, as: Int64.self)
            offset += laneBytes
        }
        return true
    }

    /// Whether the deltas change nothing.
    static func isZero(_ deltas: UnsafeRawBufferPointer) -> Bool { deltas.allSatisfy { $0 == 0 } }
}
