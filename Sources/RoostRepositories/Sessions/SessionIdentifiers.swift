import Foundation

/// Makes the identifiers of sessions: UUIDs of version 7 (RFC 9562, section 5.7), each greater than the one before.
///
/// So sessions that were last active at the same moment have an order: the one in which they began.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class SessionIdentifiers: @unchecked Sendable {
    private let lock = NSLock()
    /// 48 bits of milliseconds since 1970, then a counter of 12 bits, which runs over into the next millisecond.
    private var last: UInt64 = 0

    /// An identifier for a session that begins now.
    func next(at now: Date) -> UUID {
        let milliseconds = UInt64(min(max(0, now.timeIntervalSince1970 * 1_000), Double(1 << 48 - 1)))
        let prefix = lock.withLock {
            last = max(last + 1, milliseconds << 12)
            return last
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for shift in stride(from: 52, through: 12, by: -8) { bytes.append(UInt8(truncatingIfNeeded: prefix >> shift)) }
        bytes.append(0x70 | UInt8(truncatingIfNeeded: prefix >> 8) & 0x0F)
        bytes.append(UInt8(truncatingIfNeeded: prefix))
        let random = UInt64.random(in: 0...UInt64.max) & ~(0b11 << 62) | 0b10 << 62
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: random >> shift)) }
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}
