/// A queryable field: its path in the stored JSON, and the key path of the same value in Swift.
///
/// The path is the one thing the compiler cannot check, so Roost does: the first values written through each path,
/// and every value that the path does not find, are compared with what the key path says. A difference is
/// ``RoostError/Code/fieldPathMismatch``.
public struct Field<R, V: KeyComponent>: QueryField {
    /// The record type.
    public typealias Root = R
    /// The type of the value; optional when the field may be absent.
    public typealias Value = V

    /// What an index, a condition or an order needs to know of this field.
    public let reference: FieldReference
    let keyPath: any KeyPath<R, V> & Sendable

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
        self.keyPath = keyPath
        self.reference = FieldReference(path: path, type: V.self, isEach: false, default: `default`)
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
    let elements: @Sendable (R) -> [V]

    /// Declares an array field.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the array in the stored JSON, joined by dots.
    ///   - keyPath: the same array in Swift.
    public init(_ path: String, _ keyPath: any KeyPath<R, [V]> & Sendable) {
        self.reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
        self.elements = { $0[keyPath: keyPath] }
    }

    /// Declares an array field that may be absent; nil has no entries, as an empty array has none.
    ///
    /// - Parameters:
    ///   - path: the keys that lead to the array in the stored JSON, joined by dots.
    ///   - keyPath: the same array in Swift.
    public init(_ path: String, _ keyPath: any KeyPath<R, [V]?> & Sendable) {
        self.reference = FieldReference(path: JSONPath(path), type: V.self, isEach: true, default: nil)
        self.elements = { $0[keyPath: keyPath] ?? [] }
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
