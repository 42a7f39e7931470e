import RoostEngine

/// What a stored value says of its record apart from the JSON, and where that is.
struct StoredRecord {
    let envelope: Envelope
    /// The number of overflow chunks; 0 for a payload that stands in the value itself.
    let chunkCount: Int

    init(_ value: Span<UInt8>) throws {
        envelope = try Envelope.decode(value)
        chunkCount = envelope.isOverflow ? try StoredPayload.chunkCount(value, envelope) : 0
    }

    /// Whether the value holds the JSON as it is.
    var isPlain: Bool { !envelope.isCompressed && !envelope.isOverflow }

    /// The record's JSON: in the stored value, or where it was unpacked to.
    @_lifetime(copy value, borrow unpacked)
    func json(in value: Span<UInt8>, or unpacked: borrowing [UInt8]) -> Span<UInt8> {
        isPlain ? value.extracting(envelope.payloadRange) : unpacked.span
    }
}
