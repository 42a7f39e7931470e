extension KeyComponent where Self: FixedWidthInteger & SignedInteger {
    /// Appends the integer; all widths share one encoding of 1 to 9 bytes.
    public func encode(into encoder: inout KeyEncoder) throws {
        guard let value = Int64(exactly: self) else {
            throw RoostError(.invalidKey, "an integer beyond 64 bits cannot be a key")
        }
        encoder.appendInteger(value)
    }

    /// Reads an integer; one outside the range of this width is corrupt.
    public init(from decoder: inout KeyDecoder) throws {
        let start = decoder.offset
        guard let value = Self(exactly: try decoder.readInteger()) else {
            throw decoder.malformed("an integer of another width", at: start)
        }
        self = value
    }
}

extension KeyComponent where Self: FixedWidthInteger & UnsignedInteger {
    /// Appends the integer; all widths share one encoding of 1 to 9 bytes.
    public func encode(into encoder: inout KeyEncoder) throws {
        guard let value = UInt64(exactly: self) else {
            throw RoostError(.invalidKey, "an integer beyond 64 bits cannot be a key")
        }
        encoder.appendUnsigned(value)
    }

    /// Reads an integer; one outside the range of this width is corrupt.
    public init(from decoder: inout KeyDecoder) throws {
        let start = decoder.offset
        guard let value = Self(exactly: try decoder.readUnsigned()) else {
            throw decoder.malformed("an integer of another width", at: start)
        }
        self = value
    }
}

extension Int: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .int64 }
}

extension Int8: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .int8 }
}

extension Int16: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .int16 }
}

extension Int32: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .int32 }
}

extension Int64: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .int64 }
}

extension UInt: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .uint64 }
}

extension UInt8: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .uint8 }
}

extension UInt16: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .uint16 }
}

extension UInt32: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .uint32 }
}

extension UInt64: OrderedComponent {
    /// A JSON number in the range of this width.
    public static var componentKind: ComponentKind { .uint64 }
}
