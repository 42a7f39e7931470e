import Foundation

/// One typed change of a stored record, applied to its JSON without decoding it.
///
/// ```swift
/// try db[Airport.self].update(
///     "LSZH", .set(\.city, to: "Zürich"), .increment(\.elevation, by: 10), .append(\.tags, "hub"))
/// ```
///
/// Everything else in the record stays byte for byte, also what the Swift type does not know. Several changes of one
/// record apply in the order given. Every error names its field, and changes nothing: the verb that applies the change
/// is undone. ``RoostError/Code/valueMismatch`` and ``RoostError/Code/decodingFailed`` are thrown for a stored value that
/// is no value of the field's type, ``RoostError/Code/encodingFailed`` for a new one that has no JSON, such as NaN.
///
/// A change of the primary key moves the record, as a closure's would; `bulkUpdate` refuses it.
public struct Change<R: Record>: Sendable {
    /// The field it changes.
    let field: @Sendable (_ fields: R.Fields) -> FieldReference
    private let edit: @Sendable (_ json: [UInt8], _ field: FieldReference, _ coder: RecordCoder) throws -> [UInt8]

    init<F: QueryField>(
        _ field: FieldPath<R, F>,
        edit: @escaping @Sendable (_ json: [UInt8], _ field: FieldReference, _ coder: RecordCoder) throws -> [UInt8]
    ) {
        self.field = { fields in fields[keyPath: field].reference }
        self.edit = edit
    }

    /// Applies the change to a record's JSON.
    func apply(to json: [UInt8], _ field: FieldReference, _ coder: RecordCoder) throws -> [UInt8] {
        try Self.naming(field) { try edit(json, field, coder) }
    }

    /// Gives a field a value; nil removes it from the JSON.
    ///
    /// The objects that lead to a dotted path are created where they are absent or nil. A path that leads through
    /// something else is ``RoostError/Code/valueMismatch``.
    public static func set<V: Encodable>(_ field: FieldPath<R, Field<R, V>>, to value: V) -> Change {
        Change(field) { json, reference, coder in
            let text = try encode(value, of: reference, coder)
            return text == Array("null".utf8)
                ? try JSONEditor.removing(reference.path, in: json.span)
                : try JSONEditor.replacing(reference.path, with: text.span, in: json.span)
        }
    }

    /// Gives an array field its elements, in place of those it has.
    public static func set<V: KeyComponent & Encodable>(
        _ field: FieldPath<R, EachField<R, V>>, to elements: [V]
    ) -> Change {
        Change(field) { json, reference, coder in
            let text = try encode(elements, of: reference, coder)
            return try JSONEditor.replacing(reference.path, with: text.span, in: json.span)
        }
    }
}

extension Change {
    /// The field's value: the declared default where the path is absent, and nil for null.
    static func value<V: KeyComponent & Decodable>(
        _ type: V.Type, of field: FieldReference, in json: [UInt8], _ coder: RecordCoder
    ) throws -> V? {
        guard let stored = try locate(field, in: json) else {
            guard let component = field.defaultComponent else { return nil }
            var decoder = KeyDecoder(component)
            return try V?(from: &decoder)
        }
        guard stored.kind != .null else { return nil }
        return try decode(type, from: json.span.extracting(stored.range), coder)
    }

    /// Where the field's value stands; nil where its path is absent.
    static func locate(_ field: FieldReference, in json: [UInt8]) throws -> JSONValue? {
        var values: [JSONValue?] = []
        try JSONPathSet([field.path]).locate(in: json.span, into: &values)
        return values[0]
    }

    /// Adds the field to an error.
    static func naming<T>(_ field: FieldReference, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch var error as RoostError {
            error.field = field.name
            throw error
        }
    }

    /// A value as the field's JSON has it.
    static func encode<V: Encodable>(_ value: V, of field: FieldReference, _ coder: RecordCoder) throws -> [UInt8] {
        guard let form = field.dateText else { return try encode(value, coder) }
        func text(_ date: Date) throws -> String {
            guard let text = form.text(of: date) else {
                throw RoostError(.encodingFailed, "a date outside the years 0 to 9999 has no text")
            }
            return text
        }
        switch value {
        case let date as Date: return try encode(try text(date), coder)
        case let dates as [Date]: return try encode(try dates.map(text), coder)
        default: return try encode(value, coder)
        }
    }

    static func encode(_ value: some Encodable, _ coder: RecordCoder) throws -> [UInt8] {
        do {
            return try coder.encode(value)
        } catch {
            throw RoostError(.encodingFailed, "a changed value refused to be encoded", codable: error)
        }
    }

    private static func decode<V: Decodable>(
        _ type: V.Type, from json: Span<UInt8>, _ coder: RecordCoder
    ) throws -> V {
        do {
            return try coder.decode(type, from: json)
        } catch {
            throw RoostError(.decodingFailed, "a stored value does not decode as \(type)", codable: error)
        }
    }
}
