/// The encoded elements of an array field in a record's JSON.
enum EachComponents {
    static func of(_ part: PartLayout, in json: Span<UInt8>) throws -> [[UInt8]] {
        try of(path: part.path, kind: part.kind, in: json)
    }

    static func of(path: JSONPath, kind: ComponentKind, in json: Span<UInt8>) throws -> [[UInt8]] {
        var values: [JSONValue?] = []
        try JSONPathSet([path]).locate(in: json, into: &values)
        return try of(values[0], kind: kind, in: json)
    }

    static func of(_ array: JSONValue?, kind: ComponentKind, in json: Span<UInt8>) throws -> [[UInt8]] {
        var elements: [JSONValue] = []
        try ComponentExtractor.forEachElement(of: array, in: json) { elements.append($0) }
        var components: [[UInt8]] = []
        for element in elements {
            var encoder = KeyEncoder()
            try ComponentExtractor.append(element, in: json, kind: kind, to: &encoder)
            components.append(encoder.bytes)
        }
        return components
    }
}
