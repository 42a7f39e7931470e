extension String: OrderedComponent {
    /// A JSON string.
    public static var componentKind: ComponentKind { .string }

    /// Appends the NFC UTF-8 bytes, so that strings that Swift calls equal are one key.
    public func encode(into encoder: inout KeyEncoder) throws {
        encoder.appendString(self)
    }

    /// Reads the string in NFC.
    public init(from decoder: inout KeyDecoder) throws {
        self = try decoder.readString()
    }
}
