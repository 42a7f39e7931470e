/// The stored form of a counter: an 8-byte little-endian `Int64`.
enum Counter {
    static let byteCount = 8

    /// Nil when the bytes are no counter.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard bytes.count == byteCount else { return nil }
        return Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
    }

    /// Nil when the bytes are no counter or the sum overflows.
    static func sum(_ bytes: UnsafeRawBufferPointer, _ delta: Int64) -> Int64? {
        guard let value = decode(bytes) else { return nil }
        let (sum, overflows) = value.addingReportingOverflow(delta)
        return overflows ? nil : sum
    }
}
