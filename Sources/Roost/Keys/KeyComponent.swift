/// A value that can be a primary key or a part of an index.
///
/// The encoding is ordered: comparing two encodings byte by byte gives the order of the values, no encoding is a
/// prefix of another, and decoding gives the value back (a string in NFC).
///
/// An enumeration with raw values of a key type conforms in one line:
///
/// ```swift
/// enum Kind: String, Codable, OrderedComponent { case small, large }
/// ```
public protocol KeyComponent: Sendable {
    /// The type that operators compare with: `Self`, and for an optional the wrapped type.
    associatedtype Scalar: KeyComponent = Self

    /// What the stored JSON holds; for an optional, the kind of the wrapped type.
    static var componentKind: ComponentKind { get }

    /// Whether a value may be null.
    static var isNullable: Bool { get }

    /// Appends the ascending encoding.
    ///
    /// Throws ``RoostError/Code/invalidKey`` for a value that has no place in the order, such as NaN.
    func encode(into encoder: inout KeyEncoder) throws

    /// Reads one component and moves past it.
    ///
    /// Throws ``RoostError/Code/corruptRecord`` for bytes that are no encoding of this type, and
    /// ``RoostError/Code/unknownValue`` for a raw value that it has no case for.
    init(from decoder: inout KeyDecoder) throws
}

extension KeyComponent {
    /// `false`: only optionals are null.
    public static var isNullable: Bool { false }
}

/// A key component with an order that queries may use: every kind but `Bool`.
public protocol OrderedComponent: KeyComponent {}

/// A key component that may be null: `Optional` and nothing else.
public protocol OptionalComponent: KeyComponent {}
