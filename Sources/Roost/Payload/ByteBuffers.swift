import RoostEngine

extension [UInt8] {
    /// The low `byteCount` bytes of `value`.
    mutating func append(bigEndian value: UInt64, byteCount: Int) {
        var shift = 8 * byteCount
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Drops everything from `newCount` on, keeping the storage.
    mutating func truncate(to newCount: Int) {
        removeLast(count - newCount)
    }
}

extension Span<UInt8> {
    /// Requires: `offset + byteCount` is at most `count`.
    func bigEndian(at offset: Int, byteCount: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in offset..<offset + byteCount {
            value = value << 8 | UInt64(self[index])
        }
        return value
    }

    var isASCII: Bool { allBytes(below: 0x80) }

    func allBytes(below limit: UInt8) -> Bool {
        withUnsafeBufferPointer { buffer in
            var highest: UInt8 = 0
            for byte in buffer { highest = max(highest, byte) }
            return highest < limit
        }
    }

    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[unchecked: index] != other[unchecked: index] {
            return false
        }
        return true
    }
}

extension Span<UInt8> {
    func contains(_ byte: UInt8) -> Bool {
        withUnsafeBufferPointer { $0.contains(byte) }
    }
}

extension String {
    /// Nil when the bytes are not UTF-8.
    init?(validating bytes: Span<UInt8>) {
        guard let text = try? UTF8Span(validating: bytes) else { return nil }
        self.init(copying: text)
    }
}
