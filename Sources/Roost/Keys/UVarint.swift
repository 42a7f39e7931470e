/// An unsigned number in 1 to 9 bytes, ordered like the number and prefix-free.
///
/// ```
/// 00..EF          n                                  0 ... 239
/// F0..F7 b        240 + 256 * (x - F0) + b         240 ... 2,287
/// F8 bb           2,288 + bb                     2,288 ... 67,823
/// F9 bbb          big-endian                    67,824 ... 2^24 - 1
/// FA bbbb         big-endian                      2^24 ... 2^32 - 1
/// FB bbbbbbbb     big-endian                      2^32 ... 2^64 - 1
/// FC..FF          refused
/// ```
///
/// Every number has exactly one encoding; a longer spelling of a number is refused when read.
enum UVarint {
    static let maxByteCount = 9

    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        switch value {
        case ..<240:
            bytes.append(UInt8(value))
        case ..<2_288:
            let rest = value - 240
            bytes.append(0xF0 + UInt8(rest >> 8))
            bytes.append(UInt8(truncatingIfNeeded: rest))
        case ..<67_824:
            bytes.append(0xF8)
            bytes.append(bigEndian: value - 2_288, byteCount: 2)
        case ..<(1 << 24):
            bytes.append(0xF9)
            bytes.append(bigEndian: value, byteCount: 3)
        case ..<(1 << 32):
            bytes.append(0xFA)
            bytes.append(bigEndian: value, byteCount: 4)
        default:
            bytes.append(0xFB)
            bytes.append(bigEndian: value, byteCount: 8)
        }
    }

    /// Throws ``RoostError/Code/corruptRecord`` for truncated, over-long and unknown spellings.
    static func decode(_ bytes: Span<UInt8>, from offset: Int) throws -> (value: UInt64, end: Int) {
        guard offset >= 0, offset < bytes.count else { throw malformed(at: offset) }
        let first = bytes[offset]
        guard first >= 0xF0 else { return (UInt64(first), offset + 1) }
        let byteCount: Int
        let base: UInt64
        let smallest: UInt64
        switch first {
        case 0xF0...0xF7: (byteCount, base, smallest) = (1, 240 + UInt64(first - 0xF0) << 8, 0)
        case 0xF8: (byteCount, base, smallest) = (2, 2_288, 0)
        case 0xF9: (byteCount, base, smallest) = (3, 0, 67_824)
        case 0xFA: (byteCount, base, smallest) = (4, 0, 1 << 24)
        case 0xFB: (byteCount, base, smallest) = (8, 0, 1 << 32)
        default: throw malformed(at: offset)
        }
        guard bytes.count - offset > byteCount else { throw malformed(at: offset) }
        let value = base + bytes.bigEndian(at: offset + 1, byteCount: byteCount)
        guard value >= smallest else { throw malformed(at: offset) }
        return (value, offset + 1 + byteCount)
    }

    private static func malformed(at offset: Int) -> RoostError {
        RoostError(.corruptRecord, "no variable-length number at byte \(offset)")
    }
}
