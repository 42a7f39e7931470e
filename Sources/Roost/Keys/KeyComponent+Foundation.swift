public import Foundation

extension Date: OrderedComponent {
    /// A JSON number of seconds since the reference date.
    public static var componentKind: ComponentKind { .date }

    /// Appends 9 bytes that keep the full precision; a NaN date is refused.
    public func encode(into encoder: inout KeyEncoder) throws {
        try encoder.appendDate(self)
    }

    /// Reads 9 bytes.
    public init(from decoder: inout KeyDecoder) throws {
        self = try decoder.readDate()
    }
}

extension UUID: OrderedComponent {
    /// A JSON string of 36 characters.
    public static var componentKind: ComponentKind { .uuid }

    /// Appends 17 bytes; identifiers are ordered by their bytes.
    public func encode(into encoder: inout KeyEncoder) throws {
        encoder.appendUUID(self)
    }

    /// Reads 17 bytes.
    public init(from decoder: inout KeyDecoder) throws {
        self = try decoder.readUUID()
    }
}

extension Data: OrderedComponent {
    /// A JSON string in Base64.
    public static var componentKind: ComponentKind { .data }

    /// Appends the bytes; data is ordered bytewise, a prefix first.
    public func encode(into encoder: inout KeyEncoder) throws {
        encoder.appendData(self)
    }

    /// Reads the bytes.
    public init(from decoder: inout KeyDecoder) throws {
        self = Data(try decoder.readData())
    }
}

extension URL: OrderedComponent {
    /// A JSON string: the whole of the URL, resolved against its base if it has one.
    public static var componentKind: ComponentKind { .string }

    /// Appends the absolute string; URLs are ordered by its bytes.
    public func encode(into encoder: inout KeyEncoder) throws {
        encoder.appendString(absoluteString)
    }

    /// Reads the absolute string.
    public init(from decoder: inout KeyDecoder) throws {
        let start = decoder.offset
        guard let url = URL(string: try decoder.readString()) else { throw decoder.malformed("no URL", at: start) }
        self = url
    }
}
