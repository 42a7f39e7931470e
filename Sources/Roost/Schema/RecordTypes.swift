import RoostEngine

/// The Swift types of a declared table, for code that works on any.
struct RecordTypes: Sendable {
    /// The record type's identity.
    let record: ObjectIdentifier
    private let decodeKey: @Sendable ([UInt8]) throws -> any KeyComponent

    init<R: Record>(_ type: R.Type) {
        record = ObjectIdentifier(type)
        decodeKey = { bytes in
            var decoder = KeyDecoder(bytes)
            return try R.Key(from: &decoder)
        }
    }

    /// The primary key at the start of the bytes, as the record type has it; nil when it cannot be read.
    func key(_ bytes: Span<UInt8>) -> (any KeyComponent)? {
        try? decodeKey([UInt8](bytes))
    }
}
