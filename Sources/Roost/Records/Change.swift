/// One typed change of a stored record, applied to its JSON without decoding it.
///
/// ```swift
/// try db[Airport.self].update("LSZH", .set(\.city, to: "Zürich"), .increment(\.elevation, by: 10))
/// ```
public struct Change<R: Record>: Sendable {
    /// Applies the change to a record's JSON.
    let apply: @Sendable (_ json: [UInt8], _ fields: R.Fields, _ coder: RecordCoder) throws -> [UInt8]

    /// Gives a field a value; nil removes it from the JSON.
    public static func set<V: Encodable>(_ field: FieldPath<R, Field<R, V>>, to value: V) -> Change {
        Change { json, fields, coder in
            let path = fields[keyPath: field].reference.path
            let text = try coder.encode(value)
            return text == Array("null".utf8)
                ? try JSONEditor.removing(path, in: json.span)
                : try JSONEditor.replacing(path, with: text.span, in: json.span)
        }
    }

    /// Adds to an integer field; an absent one counts as 0.
    public static func increment<V: FixedWidthInteger & Codable>(
        _ field: FieldPath<R, Field<R, V>>, by amount: V = 1
    ) -> Change {
        Change { json, fields, coder in
            try adding(json, fields[keyPath: field].reference, coder, zero: V.zero) { try sum($0, amount) }
        }
    }

    /// Adds to an optional integer field; nil counts as 0.
    public static func increment<V: FixedWidthInteger & Codable>(
        _ field: FieldPath<R, Field<R, V?>>, by amount: V = 1
    ) -> Change {
        Change { json, fields, coder in
            try adding(json, fields[keyPath: field].reference, coder, zero: V.zero) { try sum($0, amount) }
        }
    }

    /// Adds to a floating-point field; an absent one counts as 0.
    public static func increment<V: BinaryFloatingPoint & Codable & Sendable>(
        _ field: FieldPath<R, Field<R, V>>, by amount: V
    ) -> Change {
        Change { json, fields, coder in
            try adding(json, fields[keyPath: field].reference, coder, zero: V.zero) { $0 + amount }
        }
    }

    private static func sum<V: FixedWidthInteger>(_ a: V, _ b: V) throws -> V {
        let (sum, overflow) = a.addingReportingOverflow(b)
        guard !overflow else { throw RoostError(.invalidArgument, "the sum does not fit the field's type") }
        return sum
    }

    private static func adding<V: Codable>(
        _ json: [UInt8], _ field: FieldReference, _ coder: RecordCoder, zero: V, _ add: (V) throws -> V
    ) throws -> [UInt8] {
        do {
            var values: [JSONValue?] = []
            try JSONPathSet([field.path]).locate(in: json.span, into: &values)
            var current = zero
            if let value = values[0], value.kind != .null {
                current = try coder.decode(V.self, from: json.span.extracting(value.range))
            }
            let text = try coder.encode(try add(current))
            return try JSONEditor.replacing(field.path, with: text.span, in: json.span)
        } catch var error as RoostError {
            error.field = field.name
            throw error
        }
    }
}
