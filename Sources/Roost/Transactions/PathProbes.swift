import RoostEngine

/// Compares what the declared field paths find in a record's JSON with what the key paths say.
///
/// A mistyped path would index nothing and say nothing. So a path that finds nothing is always compared, and the first
/// non-null value of each path in each process is; in debug builds, every value is.
final class PathProbes<R: Record> {
    private struct Probe {
        let slot: Int
        let part: IndexPart<R>
        /// The index the part belongs to; nil for the primary key.
        let index: String?
    }

    private let probes: [Probe]
    /// Of each probe, where its value stands among a record's; apart, so that looking costs no reference counts.
    private let slots: [Int]
    /// Of each probe, whether a value was found to be right.
    @exclusivity(unchecked) private var isVerified: [Bool]

    init(_ definition: TableDefinition<R>, layout: TableLayout) {
        let slots = Dictionary(
            (layout.records.parts + layout.indexes.flatMap { $0.parts + $0.covering }).map { ($0.path, $0.slot) },
            uniquingKeysWith: { first, _ in first })
        // An assigned primary key is not in the record when it is written.
        var parts: [(part: IndexPart<R>, index: String?)] =
            definition.autoIncrement == nil ? [(definition.primaryKey, nil)] : []
        for index in definition.indexes {
            parts += (index.parts + index.coveredFields).map { ($0, index.name) }
        }
        var probes = parts.compactMap { part, index in
            slots[part.reference.path].map { Probe(slot: $0, part: part, index: index) }
        }
        if case .field(let part) = definition.expiry, let slot = layout.expiry?.slot {
            probes.append(Probe(slot: slot, part: part, index: nil))
        }
        self.probes = probes
        self.slots = probes.map(\.slot)
        isVerified = probes.map { _ in false }
    }

    /// Checks one record that is about to be written.
    func check(_ record: R, json: Span<UInt8>, values: [JSONValue?], table: TableLayout) throws {
        for position in slots.indices {
            let value = values[slots[position]]
            let isMissing = value == nil || value?.kind == .null
            guard isMissing || !isVerified[position] || Self.checksEveryValue else { continue }
            try check(position, record, json, value, isMissing: isMissing, table)
        }
    }

    private func check(
        _ position: Int, _ record: R, _ json: Span<UInt8>, _ value: JSONValue?, isMissing: Bool, _ table: TableLayout
    ) throws {
        let probe = probes[position]
        do {
            if value == nil, probe.part.reference.defaultComponent != nil { return }
            let expected = try probe.part.components(record)
            if isMissing {
                guard expected.allSatisfy({ $0 == [KeyTag.null] }) else { throw Self.mismatch }
            } else {
                guard try found(value, in: json, probe.part) == expected else { throw Self.mismatch }
                isVerified[position] = true
            }
        } catch var error as RoostError {
            error.table = table.name
            error.index = probe.index
            error.field = probe.part.reference.name
            throw error
        }
    }

    private func found(_ value: JSONValue?, in json: Span<UInt8>, _ part: IndexPart<R>) throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        if part.reference.isEach {
            var elements: [JSONValue] = []
            try ComponentExtractor.forEachElement(of: value, in: json) { elements.append($0) }
            for element in elements { found.append(try component(element, in: json, part)) }
        } else {
            found.append(try component(value, in: json, part))
        }
        return found
    }

    private func component(_ value: JSONValue?, in json: Span<UInt8>, _ part: IndexPart<R>) throws -> [UInt8] {
        var encoder = KeyEncoder()
        try ComponentExtractor.append(value, in: json, kind: part.reference.kind, to: &encoder)
        return encoder.bytes
    }

    private static var mismatch: RoostError {
        RoostError(
            .fieldPathMismatch,
            "the stored JSON does not have the value of the field's key path at the field's declared path")
    }

    private static var checksEveryValue: Bool {
        #if DEBUG
        true
        #else
        false
        #endif
    }
}
