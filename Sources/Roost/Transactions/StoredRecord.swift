import RoostEngine

/// What a stored value says of its record apart from the JSON.
struct StoredRecord {
    let envelope: Envelope
    /// The number of overflow chunks; 0 for a payload that stands in the value itself.
    let chunkCount: Int

    init(_ value: Span<UInt8>) throws {
        envelope = try Envelope.decode(value)
        chunkCount = envelope.isOverflow ? try StoredPayload.chunkCount(value) : 0
    }
}
