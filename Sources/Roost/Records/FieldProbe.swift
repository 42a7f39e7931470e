import Foundation
import RoostEngine
import Synchronization

/// Tells whether a declared field's path leads to the value of its key path, in the JSON that records are written as.
///
/// A mistyped path finds nothing and says nothing, and neither does one to a computed property or through an array. So a
/// field is confirmed by the first record that has a value in it: by a put, by a typed change, or by the records that are
/// stored when a query names it.
final class FieldProbe: Sendable {
    /// The field itself, never its case-folded form, and without a probe.
    let field: FieldReference
    let identity: FieldIdentity
    /// A ``FieldAccessor`` of the record type.
    private let accessor: any Sendable
    private let confirmed = Atomic<Bool>(false)

    init<R>(_ field: FieldReference, _ keyPath: any AnyKeyPath & Sendable, _ accessor: FieldAccessor<R>) {
        self.field = field
        identity = FieldIdentity(field: field, keyPath: keyPath)
        self.accessor = accessor
    }

    /// Whether a value was found to be right in this process. What is once true stays true.
    var isConfirmed: Bool { confirmed.load(ordering: .relaxed) }

    func confirm() { confirmed.store(true, ordering: .relaxed) }

    /// How to read the field of a record; nil for another record type.
    func accessor<R>(of type: R.Type) -> FieldAccessor<R>? { accessor as? FieldAccessor<R> }

    /// Whether that is what the accessor appends for nil, and for an array without elements.
    func isNothing(_ components: [UInt8]) -> Bool {
        field.isEach ? components.isEmpty : components.count == 1 && components[0] == KeyTag.null
    }

    /// Compares what a record holds with what its JSON has at the path.
    ///
    /// - Parameters:
    ///   - value: what stands at the path in the JSON that the record is encoded as.
    ///   - expected: what the accessor appended.
    /// - Returns: whether there was a value to compare.
    /// - Throws: ``RoostError/Code/fieldPathMismatch``, or ``RoostError/Code/valueMismatch`` for a value of another kind;
    ///   both name the field.
    func compare(_ value: JSONValue?, in json: Span<UInt8>, with expected: [UInt8]) throws -> Bool {
        let hasValue = !isNothing(expected)
        do {
            guard let value, value.kind != .null else {
                // A record that does not write its default has none of it in the JSON.
                let isDefault = value == nil && field.defaultComponent == expected
                guard !hasValue || isDefault else { throw Self.mismatch }
                return false
            }
            let found = try components(of: value, in: json)
            guard found == expected || isSameDate(found, expected) else { throw Self.mismatch }
            return hasValue
        } catch var error as RoostError {
            error.field = field.name
            throw error
        }
    }

    /// Whether two dates differ by no more than what their text does not keep.
    private func isSameDate(_ found: [UInt8], _ expected: [UInt8]) -> Bool {
        guard let tolerance = field.dateText?.tolerance else { return false }
        var (found, expected) = (KeyDecoder(found), KeyDecoder(expected))
        while !found.isAtEnd || !expected.isAtEnd {
            guard let text = try? found.readDate(), let date = try? expected.readDate(),
                abs(text.timeIntervalSince(date)) < tolerance
            else { return false }
        }
        return true
    }

    private func components(of value: JSONValue, in json: Span<UInt8>) throws -> [UInt8] {
        var encoder = KeyEncoder()
        if field.isEach, value.kind == .array, value.range.count == 2 { return [] }
        guard field.isEach else {
            try ComponentExtractor.append(value, in: json, kind: field.kind, to: &encoder)
            return encoder.bytes
        }
        return FieldAccessor<Never>.joined(try EachComponents.of(value, kind: field.kind, in: json))
    }

    private static var mismatch: RoostError {
        RoostError(
            .fieldPathMismatch,
            "the JSON that records are written as does not have the value of the field's key path at its declared path")
    }
}

/// How a field is read from a Swift record.
struct FieldAccessor<R>: Sendable {
    /// Appends the field's component, ascending; those of an array field sorted and one behind the other.
    let append: @Sendable (_ record: R, _ encoder: inout KeyEncoder) throws -> Void

    /// Components of an array in an order that does not depend on that of the elements, which a set has none of.
    fileprivate static func joined(_ components: [[UInt8]]) -> [UInt8] {
        Array(components.sorted(by: ByteOrder.precedes).joined())
    }

    static func single<V: KeyComponent>(_ value: @escaping @Sendable (R) -> V) -> FieldAccessor {
        FieldAccessor { record, encoder in try value(record).encode(into: &encoder) }
    }

    static func each<V: KeyComponent>(_ elements: @escaping @Sendable (R) -> [V]?) -> FieldAccessor {
        FieldAccessor { record, encoder in
            guard let elements = elements(record) else { return }
            let components = try elements.map { element in
                var encoder = KeyEncoder()
                try element.encode(into: &encoder)
                return encoder.bytes
            }
            encoder.appendRaw(joined(components).span)
        }
    }
}

/// What makes two declarations the same field: path, kind and key path.
struct FieldIdentity: Hashable, Sendable {
    let field: FieldReference
    let keyPath: any AnyKeyPath & Sendable

    static func == (a: FieldIdentity, b: FieldIdentity) -> Bool { a.field == b.field && a.keyPath == b.keyPath }

    func hash(into hasher: inout Hasher) {
        hasher.combine(field)
        hasher.combine(keyPath)
    }
}
