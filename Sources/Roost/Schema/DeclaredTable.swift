import RoostEngine

/// A table as it was declared when the database was opened, for code that works on any record type.
final class DeclaredTable: Sendable {
    private static let rememberedTwins = 16

    /// The record type's identity.
    let record: ObjectIdentifier
    private let definition: any StoredTableDefinition
    private let decodeKey: @Sendable ([UInt8]) throws -> any KeyComponent
    private let decodeRecord: @Sendable (Span<UInt8>) throws -> Void
    /// Other declarations that were found to be the same: a computed `static var table` makes a new one each time.
    private let twins = Guarded<[any StoredTableDefinition]>([])

    init<R: Record>(_ definition: TableDefinition<R>) {
        self.definition = definition
        record = ObjectIdentifier(R.self)
        decodeKey = { bytes in
            var decoder = KeyDecoder(bytes)
            return try R.Key(from: &decoder)
        }
        decodeRecord = { json in
            do {
                _ = try RecordCoder().decode(R.self, from: json)
            } catch {
                throw RoostError(.decodingFailed, "a stored record does not decode as \(R.self)", codable: error)
            }
        }
    }

    /// Decodes a record's JSON as reading it would. Throws ``RoostError/Code/decodingFailed``.
    func checkDecoding(_ json: Span<UInt8>) throws { try decodeRecord(json) }

    /// The default time to live, in seconds; nil without one.
    var timeToLive: Double? { definition.timeToLive }

    /// What the record type calls a field; nil when it declares no such field.
    func fieldName(_ field: FieldReference) -> String? { definition.fieldName(field) }

    /// Whether a table value means this table: declared with it, or in the same words.
    func matches<R: Record>(_ other: TableDefinition<R>) -> Bool {
        if other === definition { return true }
        guard record == ObjectIdentifier(R.self) else { return false }
        if twins.withLock({ twins in twins.contains { $0 === other } }) { return true }
        guard other.defect == nil, definition.schema.isDeclaredLike(other.schema) else { return false }
        twins.withLock { twins in
            // Held on to, so that no later declaration can have the identity of this one.
            if twins.count < Self.rememberedTwins { twins.append(other) }
        }
        return true
    }

    /// The primary key at the start of the bytes, as the record type has it; nil when it cannot be read.
    func key(_ bytes: Span<UInt8>) -> (any KeyComponent)? {
        try? decodeKey([UInt8](bytes))
    }
}
