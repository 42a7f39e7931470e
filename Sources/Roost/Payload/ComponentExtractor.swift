import Foundation

/// Turns values in stored JSON into key components, without the record's Swift type.
///
/// For every value the result is the encoding that ``KeyComponent/encode(into:)`` gives for the Swift value the JSON
/// was encoded from. The whole store rests on this equality.
enum ComponentExtractor {
    /// Appends the ascending encoding of one component; an absent value and JSON's null are null.
    ///
    /// Throws ``RoostError/Code/valueMismatch`` when the value is of another kind or out of the kind's range, and
    /// ``RoostError/Code/corruptRecord`` when a string is unreadable. Nothing is appended then.
    static func append(
        _ value: JSONValue?, in json: Span<UInt8>, kind: ComponentKind, to encoder: inout KeyEncoder
    ) throws {
        guard let value, value.kind != .null else { return encoder.appendNull() }
        switch (kind, value.kind) {
        case (.string, .string), (.folded, .string):
            try appendText(value, in: json, isFolded: kind == .folded, to: &encoder)
        case (.uuid, .string):
            try appendUUID(value, in: json, to: &encoder)
        case (.data, .string):
            guard let bytes = try withContents(of: value, in: json, JSONScalars.base64) else {
                throw mismatch(kind, at: value)
            }
            encoder.appendData(bytes.span)
        case (.bool, .bool):
            encoder.appendBool(json[value.range.lowerBound] == UInt8(ascii: "t"))
        case (.float64, .number):
            try encoder.appendDouble(number(value, in: json, kind: kind))
        case (.date, .number):
            let seconds = try number(value, in: json, kind: kind)
            try encoder.appendDate(Date(timeIntervalSinceReferenceDate: seconds))
        case (.iso8601, .string):
            guard let seconds = try withContents(of: value, in: json, CivilDate.seconds) else {
                throw mismatch(kind, at: value)
            }
            try encoder.appendDate(Date(timeIntervalSinceReferenceDate: seconds))
        case (.decimal, .number):
            guard let decimal = JSONNumber(value.range, in: json).decimal(in: json) else {
                throw mismatch(kind, at: value)
            }
            try encoder.appendDecimal(decimal)
        case (.float32, .number):
            guard let float = JSONNumber(value.range, in: json).float(in: json) else {
                throw mismatch(kind, at: value)
            }
            try encoder.appendDouble(Double(float))
        case (_, .number):
            try appendInteger(value, in: json, kind: kind, to: &encoder)
        default:
            throw mismatch(kind, at: value)
        }
    }

    /// Calls `body` for each element of an array in order; an absent value and null have none.
    ///
    /// Throws ``RoostError/Code/valueMismatch`` when the value is something else.
    static func forEachElement(
        of value: JSONValue?, in json: Span<UInt8>, _ body: (JSONValue) throws -> Void
    ) throws {
        guard let value, value.kind != .null else { return }
        guard value.kind == .array else {
            throw RoostError(.valueMismatch, "the value at byte \(value.range.lowerBound) of the JSON is no array")
        }
        var scanner = JSONScanner(json, at: value.range.lowerBound)
        guard scanner.enter(until: .closeBracket) else { return }
        repeat {
            let start = scanner.offset
            let kind = try scanner.skipValue(depth: 1)
            try body(JSONValue(kind: kind, range: start..<scanner.offset))
        } while try scanner.advance(until: .closeBracket)
    }

    private static func appendInteger(
        _ value: JSONValue, in json: Span<UInt8>, kind: ComponentKind, to encoder: inout KeyEncoder
    ) throws {
        guard let range = kind.integerRange, let (magnitude, isNegative) = JSONNumber(value.range, in: json).integer
        else { throw mismatch(kind, at: value) }
        guard magnitude <= (isNegative ? range.negative : range.positive) else { throw mismatch(kind, at: value) }
        if isNegative {
            encoder.appendInteger(Int64(truncatingIfNeeded: 0 &- magnitude))
        } else {
            encoder.appendUnsigned(magnitude)
        }
    }

    private static func number(_ value: JSONValue, in json: Span<UInt8>, kind: ComponentKind) throws -> Double {
        guard let number = JSONNumber(value.range, in: json).double(in: json) else { throw mismatch(kind, at: value) }
        return number
    }

    private static func appendUUID(
        _ value: JSONValue, in json: Span<UInt8>, to encoder: inout KeyEncoder
    ) throws {
        let start = encoder.bytes.count
        let isUUID = try withContents(of: value, in: json) { text in
            encoder.bytes.append(KeyTag.uuid)
            return JSONScalars.appendUUID(text, to: &encoder.bytes)
        }
        guard isUUID else {
            encoder.bytes.truncate(to: start)
            throw mismatch(.uuid, at: value)
        }
    }

    /// ASCII without escapes, the common case, is copied without building a string.
    private static func appendText(
        _ value: JSONValue, in json: Span<UInt8>, isFolded: Bool, to encoder: inout KeyEncoder
    ) throws {
        let contents = json.extracting(value.range.lowerBound + 1..<value.range.upperBound - 1)
        let isPlain = contents.isASCII && !contents.contains(.backslash)
        switch (isPlain, isFolded) {
        case (true, false): encoder.appendASCII(contents)
        case (true, true): encoder.appendFoldedASCII(contents)
        case (false, false): encoder.appendString(try JSONText.string(value, in: json))
        case (false, true): encoder.appendFoldedString(try JSONText.string(value, in: json))
        }
    }

    /// Runs `body` on what stands between the quotes, unescaped.
    private static func withContents<Result>(
        of value: JSONValue, in json: Span<UInt8>, _ body: (Span<UInt8>) -> Result
    ) throws -> Result {
        let contents = value.range.lowerBound + 1..<value.range.upperBound - 1
        guard json.extracting(contents).contains(.backslash) else { return body(json.extracting(contents)) }
        var unescaped: [UInt8] = []
        try JSONText.unescape(contents, of: json, into: &unescaped)
        return body(unescaped.span)
    }

    private static func mismatch(_ kind: ComponentKind, at value: JSONValue) -> RoostError {
        RoostError(.valueMismatch, "the value at byte \(value.range.lowerBound) of the JSON does not fit \(kind)")
    }
}

extension ComponentKind {
    /// The largest magnitudes below and above zero; nil for what is no integer.
    fileprivate var integerRange: (negative: UInt64, positive: UInt64)? {
        switch self {
        case .int8: (1 << 7, 1 << 7 - 1)
        case .int16: (1 << 15, 1 << 15 - 1)
        case .int32: (1 << 31, 1 << 31 - 1)
        case .int64: (1 << 63, 1 << 63 - 1)
        case .uint8: (0, UInt64(UInt8.max))
        case .uint16: (0, UInt64(UInt16.max))
        case .uint32: (0, UInt64(UInt32.max))
        case .uint64: (0, UInt64.max)
        default: nil
        }
    }
}
