/// The head of a stored record.
///
/// ```
/// byte 0    format << 4 | flags: 1 Snappy, 2 has expiry, 4 overflow (8 sealed: reserved, refused)
/// byte 1    more flags, all reserved
/// uvarint   schema version
/// uvarint   revision: the sequence of the commit that wrote the record
/// 8 bytes   expiry, big-endian milliseconds since 1970, only with its flag
/// payload   the rest
/// ```
struct Envelope: Sendable, Hashable {
    static let format: UInt8 = 1

    private static let compressedFlag: UInt8 = 1
    private static let expiryFlag: UInt8 = 2
    private static let overflowFlag: UInt8 = 4

    /// The payload is one raw Snappy block.
    var isCompressed = false
    /// The payload stands in chunks of its own; see ``StoredPayload``.
    var isOverflow = false
    var schemaVersion: UInt64
    var revision: UInt64
    /// Milliseconds since 1970-01-01 00:00 UTC.
    var expiry: UInt64?
    /// Where the payload stands in the stored value.
    var payloadRange: Range<Int> = 0..<0

    var hasExpiry: Bool { expiry != nil }

    /// Throws ``RoostError/Code/unsupportedFormat`` for a format or a flag of a later version, and
    /// ``RoostError/Code/corruptRecord`` for a truncated head.
    static func decode(_ value: Span<UInt8>) throws -> Envelope {
        guard value.count >= 2 else { throw RoostError(.corruptRecord, "the record's head is truncated") }
        let flags = value[0] & 0x0F
        guard value[0] >> 4 == format else {
            throw RoostError(.unsupportedFormat, "record format \(value[0] >> 4) is not supported")
        }
        guard flags & ~(compressedFlag | expiryFlag | overflowFlag) == 0, value[1] == 0 else {
            throw RoostError(.unsupportedFormat, "the record has flags that are not supported")
        }
        var (schemaVersion, end) = try UVarint.decode(value, from: 2)
        let revision: UInt64
        (revision, end) = try UVarint.decode(value, from: end)
        var envelope = Envelope(schemaVersion: schemaVersion, revision: revision)
        envelope.isCompressed = flags & compressedFlag != 0
        envelope.isOverflow = flags & overflowFlag != 0
        if flags & expiryFlag != 0 {
            guard value.count - end >= 8 else { throw RoostError(.corruptRecord, "the record's expiry is truncated") }
            envelope.expiry = value.bigEndian(at: end, byteCount: 8)
            end += 8
        }
        envelope.payloadRange = end..<value.count
        return envelope
    }

    /// Appends the head; the payload follows.
    func append(to value: inout [UInt8]) {
        value.append(firstByte)
        value.append(0)
        UVarint.append(schemaVersion, to: &value)
        UVarint.append(revision, to: &value)
        if let expiry {
            value.append(bigEndian: expiry, byteCount: 8)
        }
    }

    /// Format and flags.
    var firstByte: UInt8 {
        Envelope.format << 4 | (isCompressed ? Envelope.compressedFlag : 0) | (hasExpiry ? Envelope.expiryFlag : 0)
            | (isOverflow ? Envelope.overflowFlag : 0)
    }
}
