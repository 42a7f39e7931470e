public import Foundation

/// A queryable field: its path in the stored JSON, and the key path of the same value in Swift.
///
/// The path is the one thing the compiler cannot check, so Roost does, whether an index has the field or not: the first
/// values written through each path, and every value that the path does not find, are compared with what the key path
/// says. A query or a typed change that names a field that no write has confirmed yet compares it with records that are
/// stored. A difference is ``RoostError/Code/fieldPathMismatch``, thrown by the put, the query and the change alike.
public struct Field<R, V: KeyComponent>: QueryField {
    /// The record type.
    public typealias Root = R
    /// The type of the value; optional when the field may be absent.
    public typealias Value = V

    /// What an index, a condition or an order needs to know of this field.
    public let reference: FieldReference

    /// Declares a field.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the value in the stored JSON, joined by dots, as in `"address.city"`.
    ///   - keyPath: the same value in Swift.
    ///   - default: the value that a record without this path has, for a field that `init(from:)` fills in. Without
    ///     one, an absent path is nil.
    public init(_ path: String, _ keyPath: any KeyPath<R, V> & Sendable, default: V? = nil) {
        self.init(JSONPath(path), keyPath, default: `default`)
    }

    /// Declares a field by the single keys of its path, for keys that contain a dot.
    ///
    /// - Parameters:
    ///   - segments: the keys, outermost first.
    ///   - keyPath: the same value in Swift.
    ///   - default: the value of a record without this path.
    public init(segments: [String], _ keyPath: any KeyPath<R, V> & Sendable, default: V? = nil) {
        self.init(JSONPath(segments: segments), keyPath, default: `default`)
    }

    private init(_ path: JSONPath, _ keyPath: any KeyPath<R, V> & Sendable, default: V?) {
        self.reference = FieldReference(path: path, type: V.self, isEach: false, default: `default`)
            .probed(by: keyPath, FieldAccessor<R>.single { $0[keyPath: keyPath] })
    }
}

extension Field where V.Scalar == Date {
    /// Declares a field of dates that the record's own `encode(to:)` writes as text.
    ///
    /// ```swift
    /// let born = Field("born", \Person.born, as: .iso8601Day)
    /// ```
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the text in the stored JSON, joined by dots.
    ///   - keyPath: the same date in Swift.
    ///   - form: how the text is written. A text that is no date is ``RoostError/Code/valueMismatch``.
    ///   - default: the value that a record without this path has.
    public init(_ path: String, _ keyPath: any KeyPath<R, V> & Sendable, as form: DateText, default: V? = nil) {
        self.reference = FieldReference(
            path: JSONPath(path), type: V.self, isEach: false, default: `default`, as: form
        ).probed(by: keyPath, FieldAccessor<R>.single { $0[keyPath: keyPath] })
    }
}

/// A field that holds an array, for a multi-entry index and conditions on its elements.
public struct EachField<R, V: KeyComponent>: QueryField {
    /// The record type.
    public typealias Root = R
    /// The type of one element.
    public typealias Value = V

    /// What an index or a condition needs to know of this field.
    public let reference: FieldReference

    /// Declares an array field.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the array in the stored JSON, joined by dots.
    ///   - keyPath: the same array in Swift.
    public init(_ path: String, _ keyPath: any KeyPath<R, [V]> & Sendable) {
        self.reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
            .probed(by: keyPath, FieldAccessor<R>.each { $0[keyPath: keyPath] })
    }

    /// Declares an array field that may be absent; nil has no entries, as an empty array has none.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the array in the stored JSON, joined by dots.
    ///   - keyPath: the same array in Swift.
    public init(_ path: String, _ keyPath: any KeyPath<R, [V]?> & Sendable) {
        self.reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
            .probed(by: keyPath, FieldAccessor<R>.each { $0[keyPath: keyPath] })
    }

    /// Declares a field that holds a set, whose elements are indexed as those of an array are.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the set, an array in the stored JSON, joined by dots.
    ///   - keyPath: the same set in Swift.
    public init(_ path: String, _ keyPath: any KeyPath<R, Set<V>> & Sendable) where V: Hashable {
        self.reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
            .probed(by: keyPath, FieldAccessor<R>.each { Array($0[keyPath: keyPath]) })
    }

    /// Declares a field that holds a set that may be absent; nil has no entries, as an empty set has none.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the set, an array in the stored JSON, joined by dots.
    ///   - keyPath: the same set in Swift.
    public init(_ path: String, _ keyPath: any KeyPath<R, Set<V>?> & Sendable) where V: Hashable {
        self.reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
            .probed(by: keyPath, FieldAccessor<R>.each { $0[keyPath: keyPath].map(Array.init) })
    }
}

extension EachField where V == Date {
    /// Declares an array of dates that the record's own `encode(to:)` writes as text.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the array in the stored JSON, joined by dots.
    ///   - keyPath: the same array in Swift.
    ///   - form: how the texts are written.
    public init(_ path: String, _ keyPath: any KeyPath<R, [Date]> & Sendable, as form: DateText) {
        self.reference = FieldReference(
            path: JSONPath(path), type: V.self, isEach: true, default: nil, as: form
        ).probed(by: keyPath, FieldAccessor<R>.each { $0[keyPath: keyPath] })
    }
}

/// A field that a condition may be put on: ``Field`` or ``EachField``.
public protocol QueryField<Root, Value>: Sendable {
    /// The record type.
    associatedtype Root
    /// The type that the operators compare.
    associatedtype Value: KeyComponent
    /// What a condition needs to know of the field.
    var reference: FieldReference { get }
}
