/// Turns records into JSON and back.
///
/// The text is RFC 8259 JSON whatever the coder: dates are numbers of seconds since the reference date, data is a
/// Base64 string. Errors of the record's own `Codable` code pass through unchanged.
protocol PayloadCoder: Sendable {
    func encode<T: Encodable>(_ value: T) throws -> [UInt8]
    func decode<T: Decodable>(_ type: T.Type, from json: Span<UInt8>) throws -> T
}
