extension Optional: KeyComponent where Wrapped: KeyComponent {
    /// What operators compare with: the innermost wrapped type.
    public typealias Scalar = Wrapped.Scalar

    /// The kind of the wrapped type.
    public static var componentKind: ComponentKind { Wrapped.componentKind }

    /// `true`.
    public static var isNullable: Bool { true }

    /// Appends one byte for `nil`, which sorts before every value, or the encoding of the wrapped value.
    public func encode(into encoder: inout KeyEncoder) throws {
        switch self {
        case .none: encoder.appendNull()
        case .some(let value): try value.encode(into: &encoder)
        }
    }

    /// Reads `nil` or a wrapped value.
    public init(from decoder: inout KeyDecoder) throws {
        self = decoder.skipNull() ? .none : .some(try Wrapped(from: &decoder))
    }
}

extension Optional: OptionalComponent where Wrapped: KeyComponent {}
