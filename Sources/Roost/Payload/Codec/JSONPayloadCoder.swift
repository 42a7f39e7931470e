import RoostEngine

/// Roost's own JSON coder: the whole contract of `Encoder` and `Decoder`, on raw bytes.
///
/// - Text: plain RFC 8259 JSON without whitespace. Members stand in the order in which `encode(to:)` wrote them; those
///   of a dictionary are sorted by the bytes of their names, so that equal dictionaries are equal bytes. A member
///   written twice keeps its last value, and stands where that was written.
/// - Containers may be opened and written to in any order while the `encode(to:)` they came from runs. A nested container
///   that is opened again goes on. A super encoder counts as written where it was made: it is that element of its array,
///   and a later member of its name replaces it. Names are the same when their bytes are.
/// - Misuse is `EncodingError`, where Foundation traps or drops values: an encoder or a member used in two ways (as an
///   object and as an array, or a container over a scalar), two values in one single-value container, and a container
///   written to while a value inside it is being encoded, or after the `encode(to:)` it came from.
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
        let text = writer.text
        if writer.isInterleaved { try check(text, of: value) }
        return text
    }

    /// Text that was put together out of order is read as it will be read when it is stored.
    private func check<T: Encodable>(_ text: [UInt8], of value: T) throws {
        do {
            try JSONPayloadCoder.check(text.span)
        } catch {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(
                    codingPath: [], debugDescription: "\(T.self) was not encoded to one JSON value.",
                    underlyingError: error))
        }
    }

    /// Throws what decoding throws for text that is not one JSON value, whatever its type.
    static func check(_ json: Span<UInt8>) throws {
        try withDocument { document in try json.withUnsafeBufferPointer { try document.read($0) } }
    }

    func decode<T: Decodable>(_ type: T.Type, from json: Span<UInt8>) throws -> T {
        try JSONPayloadCoder.withDocument { document in
            try json.withUnsafeBufferPointer { try document.read($0) }
            return try document.decode(type, at: 0)
        }
    }

    @inline(__always)
    private static func withDocument<Result>(_ body: (JSONDocument) throws -> Result) rethrows -> Result {
        var document = document.take() ?? JSONDocument()
        defer {
            // Unless the record's code has kept the decoder.
            if isKnownUniquelyReferenced(&document), document.isSmall { JSONPayloadCoder.document.put(document) }
        }
        return try body(document)
    }
}
