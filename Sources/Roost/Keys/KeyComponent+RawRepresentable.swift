extension KeyComponent where Self: RawRepresentable, RawValue: KeyComponent {
    /// The kind of the raw value.
    public static var componentKind: ComponentKind { RawValue.componentKind }

    /// Whether the raw value may be null.
    public static var isNullable: Bool { RawValue.isNullable }

    /// Appends the raw value.
    public func encode(into encoder: inout KeyEncoder) throws {
        try rawValue.encode(into: &encoder)
    }

    /// Reads a raw value; one that stands for nothing is corrupt.
    public init(from decoder: inout KeyDecoder) throws {
        let start = decoder.offset
        guard let value = Self(rawValue: try RawValue(from: &decoder)) else {
            throw decoder.malformed("an unknown raw value", at: start)
        }
        self = value
    }
}
