extension Bool: KeyComponent {
    /// `true` or `false` in JSON.
    public static var componentKind: ComponentKind { .bool }

    /// Appends one byte; `false` comes first.
    public func encode(into encoder: inout KeyEncoder) throws {
        encoder.appendBool(self)
    }

    /// Reads one byte.
    public init(from decoder: inout KeyDecoder) throws {
        self = try decoder.readBool()
    }
}

extension Double: OrderedComponent {
    /// A JSON number.
    public static var componentKind: ComponentKind { .float64 }

    /// Appends 9 bytes; -0 and 0 are one key, and NaN is refused.
    public func encode(into encoder: inout KeyEncoder) throws {
        try encoder.appendDouble(self)
    }

    /// Reads 9 bytes.
    public init(from decoder: inout KeyDecoder) throws {
        self = try decoder.readDouble()
    }
}

extension Float: OrderedComponent {
    /// A JSON number, rounded to `Float`.
    public static var componentKind: ComponentKind { .float32 }

    /// Appends 9 bytes, the encoding of the equal `Double`.
    public func encode(into encoder: inout KeyEncoder) throws {
        try encoder.appendDouble(Double(self))
    }

    /// Reads 9 bytes; a `Double` that no `Float` equals is corrupt.
    public init(from decoder: inout KeyDecoder) throws {
        let start = decoder.offset
        guard let value = Float(exactly: try decoder.readDouble()) else {
            throw decoder.malformed("a number of another width", at: start)
        }
        self = value
    }
}
