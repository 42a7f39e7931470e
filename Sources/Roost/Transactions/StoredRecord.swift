import RoostEngine

/// What a stored value says of its record apart from the JSON, and where that is.
struct StoredRecord {
    let envelope: Envelope
    /// The number of overflow chunks; 0 for a payload that stands in the value itself.
    let chunkCount: Int
    /// Bytes of the value and of those of the chunks.
    private let valueBytes: Int

    init(_ value: Span<UInt8>) throws {
        envelope = try Envelope.decode(value)
        let overflow = try StoredPayload.overflow(value, envelope)
        chunkCount = overflow.chunks
        valueBytes = value.count + overflow.bytes
    }

    /// Bytes of all its keys and values, the index entries apart.
    func storedBytes(primaryKeyBytes: Int, in table: TableLayout) -> Int {
        table.records.prefix.count + primaryKeyBytes + valueBytes
            + chunkCount * table.chunkKeyBytes(primaryKeyBytes: primaryKeyBytes)
    }

    /// Whether the value holds the JSON as it is.
    var isPlain: Bool { !envelope.isCompressed && !envelope.isOverflow }

    /// The record's JSON: in the stored value, or where it was unpacked to.
    @_lifetime(copy value, borrow unpacked)
    func json(in value: Span<UInt8>, or unpacked: borrowing [UInt8]) -> Span<UInt8> {
        isPlain ? value.extracting(envelope.payloadRange) : unpacked.span
    }
}
