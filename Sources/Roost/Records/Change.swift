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
            let reference = fields[keyPath: field].reference
            return try naming(reference) {
                let text = try encode(value, coder)
                return text == Array("null".utf8)
                    ? try JSONEditor.removing(reference.path, in: json.span)
                    : try JSONEditor.replacing(reference.path, with: text.span, in: json.span)
            }
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
        try naming(field) {
            var values: [JSONValue?] = []
            try JSONPathSet([field.path]).locate(in: json.span, into: &values)
            var current = zero
            if let value = values[0], value.kind != .null {
                current = try decode(V.self, from: json.span.extracting(value.range), coder)
            }
            let text = try encode(try add(current), coder)
            return try JSONEditor.replacing(field.path, with: text.span, in: json.span)
        }
    }

    /// Adds the field to an error.
    private static func naming<T>(_ field: FieldReference, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch var error as RoostError {
            error.field = field.name
            throw error
        }
    }

    private static func encode(_ value: some Encodable, _ coder: RecordCoder) throws -> [UInt8] {
        do {
            return try coder.encode(value)
        } catch {
            throw RoostError(.encodingFailed, "a changed value refused to be encoded", underlying: error)
        }
    }

    private static func decode<V: Decodable>(
        _ type: V.Type, from json: Span<UInt8>, _ coder: RecordCoder
    ) throws -> V {
        do {
            return try coder.decode(type, from: json)
        } catch {
            throw RoostError(.decodingFailed, "a stored value does not decode as \(type)", underlying: error)
        }
    }
}
