/// The Castagnoli checksum (RFC 3720, section 12.1): polynomial 1EDC6F41 reflected, as in iSCSI, ext4 and LevelDB.
struct CRC32C {
    private var state: UInt32 = 0xFFFF_FFFF

    /// The checksum of everything added so far.
    var value: UInt32 { ~state }

    mutating func add(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { bytes in
            CRC32C.tables.withUnsafeBufferPointer { tables in
                var state = state
                var index = 0
                while index + 8 <= bytes.count {
                    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                    let mixed = word ^ UInt64(state)
                    state = 0
                    for byte in 0..<8 {
                        state ^= tables[(7 - byte) << 8 | Int(mixed >> (8 * UInt64(byte)) & 0xFF)]
                    }
                    index += 8
                }
                while index < bytes.count {
                    state = state >> 8 ^ tables[Int((state ^ UInt32(bytes[index])) & 0xFF)]
                    index += 1
                }
                self.state = state
            }
        }
    }

    /// Eight tables of 256, so that eight bytes are one step (slicing-by-8): entry `t * 256 + b` is the effect of byte
    /// `b` with `t` more bytes behind it.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        tables.reserveCapacity(8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 {
                value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0x82F6_3B78
            }
            tables.append(value)
        }
        for index in 256..<8 * 256 {
            let previous = tables[index - 256]
            tables.append(previous >> 8 ^ tables[Int(previous & 0xFF)])
        }
        return tables
    }()
}
