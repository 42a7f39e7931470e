extension KeyComponent where Self: RawRepresentable, RawValue: KeyComponent {
    /// The kind of the raw value.
    public static var componentKind: ComponentKind { RawValue.componentKind }

    /// Whether the raw value may be null.
    public static var isNullable: Bool { RawValue.isNullable }

    /// Appends the raw value.
    public func encode(into encoder: inout KeyEncoder) throws {
        try rawValue.encode(into: &encoder)
    }

    /// Reads a raw value; one that stands for nothing is ``RoostError/Code/unknownValue``.
    public init(from decoder: inout KeyDecoder) throws {
        guard let value = Self(rawValue: try RawValue(from: &decoder)) else {
            throw RoostError(.unknownValue, "a stored value is none that \(Self.self) knows")
        }
        self = value
    }
}
