import Foundation
import RoostEngine

/// Reads keys, component after component.
///
/// Every read checks what it reads: a wrong tag, a truncated component or a spelling that the encoder never writes is
/// ``RoostError/Code/corruptRecord``. Whether a string is in NFC is not checked, because a store may have been written
/// with another Unicode version.
public struct KeyDecoder: Sendable {
    private(set) var bytes: [UInt8]
    var offset: Int
    private(set) var mask: UInt8

    /// - Parameter offset: where the first component starts, 0 to `bytes.count`.
    init(_ bytes: [UInt8], at offset: Int = 0, descending: Bool = false) {
        self.bytes = bytes
        self.offset = offset
        self.mask = descending ? 0xFF : 0x00
    }

    /// Starts over with other bytes, in the same storage.
    mutating func load(_ bytes: Span<UInt8>, descending: Bool = false) {
        self.bytes.assign(bytes)
        offset = 0
        mask = descending ? 0xFF : 0x00
    }

    /// Whether the next components are descending ones.
    var descending: Bool {
        get { mask == 0xFF }
        set { mask = newValue ? 0xFF : 0x00 }
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The tag of the next component, without moving; nil at the end.
    var nextTag: UInt8? {
        offset >= 0 && offset < bytes.count ? bytes[offset] ^ mask : nil
    }

    func malformed(_ what: String, at offset: Int) -> RoostError {
        RoostError(.corruptRecord, "malformed key: \(what) at byte \(offset)")
    }

    mutating func readByte() throws -> UInt8 {
        guard let byte = nextTag else { throw malformed("nothing", at: offset) }
        offset += 1
        return byte
    }

    mutating func expect(_ tag: UInt8) throws {
        guard try readByte() == tag else { throw malformed("another kind", at: offset - 1) }
    }

    /// Big-endian.
    mutating func readBits(byteCount: Int) throws -> UInt64 {
        guard bytes.count - offset >= byteCount else { throw malformed("a truncated component", at: offset) }
        let value = bytes.span.bigEndian(at: offset, byteCount: byteCount)
        offset += byteCount
        return mask == 0 ? value : ~value & (UInt64.max >> (64 - 8 * UInt64(byteCount)))
    }
}

extension KeyDecoder {
    /// Moves past a null and says so, or stays.
    mutating func skipNull() -> Bool {
        guard nextTag == KeyTag.null else { return false }
        offset += 1
        return true
    }

    mutating func readBool() throws -> Bool {
        switch try readByte() {
        case KeyTag.false: false
        case KeyTag.true: true
        default: throw malformed("another kind", at: offset - 1)
        }
    }

    mutating func readInteger() throws -> Int64 {
        let start = offset
        let (magnitude, isNegative) = try readMagnitude()
        let value = isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
        guard let value else { throw malformed("an integer of another width", at: start) }
        return value
    }

    mutating func readUnsigned() throws -> UInt64 {
        let start = offset
        let (magnitude, isNegative) = try readMagnitude()
        guard !isNegative else { throw malformed("a negative integer", at: start) }
        return magnitude
    }

    mutating func readDouble() throws -> Double {
        try expect(KeyTag.double)
        return try readSortable()
    }

    mutating func readDate() throws -> Date {
        try expect(KeyTag.date)
        return Date(timeIntervalSinceReferenceDate: try readSortable())
    }

    mutating func readUUID() throws -> UUID {
        try expect(KeyTag.uuid)
        let high = try readBits(byteCount: 8)
        let low = try readBits(byteCount: 8)
        func byte(_ bits: UInt64, _ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bits >> (56 - 8 * index)) }
        return UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3),
                byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }

    /// Every magnitude has one spelling: no leading zero byte.
    private mutating func readMagnitude() throws -> (magnitude: UInt64, isNegative: Bool) {
        let start = offset
        let tag = try readByte()
        guard tag >= KeyTag.integerLowest, tag <= KeyTag.integerHighest else {
            throw malformed("another kind", at: start)
        }
        let isNegative = tag < KeyTag.integerZero
        let byteCount = Int(isNegative ? KeyTag.integerZero - tag : tag - KeyTag.integerZero)
        guard byteCount > 0 else { return (0, false) }
        let bits = try readBits(byteCount: byteCount)
        let magnitude = isNegative ? ~bits & (UInt64.max >> (64 - 8 * byteCount)) : bits
        guard magnitude >> (8 * (byteCount - 1)) != 0 else { throw malformed("an over-long integer", at: start) }
        return (magnitude, isNegative)
    }

    private mutating func readSortable() throws -> Double {
        guard let value = SortableBits.decode(try readBits(byteCount: 8)) else {
            throw malformed("no number", at: offset - 8)
        }
        return value
    }
}
