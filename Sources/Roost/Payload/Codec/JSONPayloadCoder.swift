import RoostEngine

/// Roost's own JSON coder: the whole contract of `Encoder` and `Decoder`, on raw bytes.
///
/// - Text: plain RFC 8259 JSON without whitespace. Members stand in the order in which `encode(to:)` wrote them; those
///   of a dictionary are sorted by the bytes of their names, so that equal dictionaries are equal bytes. A member
///   written twice keeps its last value.
/// - Values: `Date` is a number, the seconds since the reference date; `Double` and `Float` are the shortest text that
///   reads back to the same bits; `Data` is Base64, `UUID` and `URL` are strings, `Decimal` is a number.
/// - Encoding throws `EncodingError` for NaN, infinities, and values nested deeper than 512 levels.
/// - Decoding throws `DecodingError` for everything that is wrong with the text, with the coding path and, in the
///   description, the byte offset. All of the text is checked before the first value is decoded: grammar, UTF-8,
///   surrogates, repeated member names, depth, and that nothing follows. Descriptions hold no stored values.
/// - Errors of the record's own `Codable` code pass through unchanged.
struct JSONPayloadCoder: PayloadCoder {
    private static let document = ThreadSlot<JSONDocument>()
    private static let writer = ThreadSlot<JSONWriter>()

    func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
        var writer = JSONPayloadCoder.writer.take() ?? JSONWriter()
        defer {
            // Unless the record's code has kept the encoder.
            if isKnownUniquelyReferenced(&writer), writer.isSmall { JSONPayloadCoder.writer.put(writer) }
        }
        writer.reset()
        try writer.writeRoot(value)
        return writer.text
    }

    func decode<T: Decodable>(_ type: T.Type, from json: Span<UInt8>) throws -> T {
        var document = JSONPayloadCoder.document.take() ?? JSONDocument()
        defer {
            // Unless the record's code has kept the decoder.
            if isKnownUniquelyReferenced(&document), document.isSmall { JSONPayloadCoder.document.put(document) }
        }
        try json.withUnsafeBufferPointer { try document.read($0) }
        return try document.decode(type, at: 0)
    }
}
