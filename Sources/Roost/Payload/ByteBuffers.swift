import RoostEngine

extension [UInt8] {
    /// The low `byteCount` bytes of `value`.
    mutating func append(bigEndian value: UInt64, byteCount: Int) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0[(8 - byteCount)...]) }
    }

    /// Drops everything from `newCount` on, keeping the storage.
    mutating func truncate(to newCount: Int) {
        removeLast(count - newCount)
    }
}

extension Span<UInt8> {
    /// Requires: `offset + byteCount` is at most `count`.
    func bigEndian(at offset: Int, byteCount: Int) -> UInt64 {
        if byteCount == 8 {
            return UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var value: UInt64 = 0
        for index in offset..<offset + byteCount {
            value = value << 8 | UInt64(self[index])
        }
        return value
    }

    /// Eight bytes. Requires: `offset + 8` is at most `count`.
    func littleEndian(at offset: Int) -> Int64 {
        Int64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Int64.self))
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
        firstIndex(of: byte, from: 0) != nil
    }
}

extension String {
    /// Nil when the bytes are not UTF-8.
    init?(validating bytes: Span<UInt8>) {
        guard let text = try? UTF8Span(validating: bytes) else { return nil }
        self.init(copying: text)
    }
}
