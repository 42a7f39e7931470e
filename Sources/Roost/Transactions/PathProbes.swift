import RoostEngine

/// Compares what the declared field paths find in a record's JSON with what the key paths say.
///
/// A mistyped path would index nothing and say nothing. So a path that finds nothing is always compared, and the first
/// non-null value of each path in each process is; in debug builds, every value is.
final class PathProbes<R: Record> {
    private struct Probe {
        let slot: Int
        let part: IndexPart<R>
        var isVerified = false
    }

    private var probes: [Probe]

    init(_ definition: TableDefinition<R>, layout: TableLayout) {
        let slots = Dictionary(
            (layout.records.parts + layout.indexes.flatMap { $0.parts + $0.covering }).map { ($0.path, $0.slot) },
            uniquingKeysWith: { first, _ in first })
        // An assigned primary key is not in the record when it is written.
        let primaryKey = definition.autoIncrement == nil ? [definition.primaryKey] : []
        let parts = primaryKey + definition.indexes.flatMap { $0.parts + $0.coveredFields }
        probes = parts.compactMap { part in
            slots[part.reference.path].map { Probe(slot: $0, part: part) }
        }
    }

    /// Checks one record that is about to be written.
    func check(_ record: R, json: Span<UInt8>, values: [JSONValue?], table: TableLayout) throws {
        for position in probes.indices {
            let probe = probes[position]
            let value = values[probe.slot]
            let isMissing = value == nil || value?.kind == .null
            guard isMissing || !probe.isVerified || Self.checksEveryValue else { continue }
            if isMissing {
                if value == nil, probe.part.reference.defaultComponent != nil { continue }
                let expected = try components(of: record, probe.part, table)
                guard expected.allSatisfy({ $0 == [KeyTag.null] }) else { throw mismatch(probe.part, table) }
            } else {
                let expected = try components(of: record, probe.part, table)
                guard try found(value, in: json, probe.part) == expected else { throw mismatch(probe.part, table) }
                probes[position].isVerified = true
            }
        }
    }

    private func components(of record: R, _ part: IndexPart<R>, _ table: TableLayout) throws -> [[UInt8]] {
        do {
            return try part.components(record)
        } catch var error as RoostError {
            error.table = table.name
            error.field = part.reference.name
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

    private func mismatch(_ part: IndexPart<R>, _ table: TableLayout) -> RoostError {
        var error = RoostError(
            .fieldPathMismatch,
            "the stored JSON does not have the value of the field's key path at the field's declared path")
        error.table = table.name
        error.field = part.reference.name
        return error
    }

    private static var checksEveryValue: Bool {
        #if DEBUG
        true
        #else
        false
        #endif
    }
}
