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
    private let checkFields: @Sendable ([FieldProbe], [UInt8], RecordCoder) throws -> [FieldProbe]
    /// The fields that were compared with the first stored records, with or without a result. By identity, because a
    /// computed property of `Fields` makes a new field each time.
    private let sampled = Guarded<[FieldIdentity: FieldProbe]>([:])

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
                throw RoostError(decoding: R.self, error)
            }
        }
        let name = definition.name
        checkFields = { probes, json, coder in
            // What does not decode confirms nothing, and is told of by whoever wants the record.
            guard let record = try? coder.decode(R.self, from: json.span) else { return probes }
            do {
                return try RecordCheck<R>(coder: coder).check(probes, of: record)
            } catch var error as RoostError {
                error.table = name
                throw error
            }
        }
    }

    /// Compares fields with one stored record: what they find in the JSON that this program would write of it.
    ///
    /// - Returns: the fields that it has no value in.
    func check(_ probes: [FieldProbe], _ json: [UInt8], _ coder: RecordCoder) throws -> [FieldProbe] {
        try checkFields(probes, json, coder)
    }

    /// Whether a field was found to be right, by itself or by the same declaration made anew.
    func isConfirmed(_ probe: FieldProbe) -> Bool {
        if !probe.isConfirmed, sampled.withLock({ $0[probe.identity]?.isConfirmed ?? false }) { probe.confirm() }
        return probe.isConfirmed
    }

    func isSampled(_ probe: FieldProbe) -> Bool { sampled.withLock { $0[probe.identity] != nil } }

    func noteSampled(_ probes: [FieldProbe]) {
        sampled.withLock { sampled in
            for probe in probes { sampled[probe.identity] = probe }
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
