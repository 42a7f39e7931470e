/// Walks over JSON text by RFC 8259, building nothing.
///
/// Invalid UTF-8 and lone surrogate escapes are noticed when a string is read, not when it is skipped. Everything else
/// that is malformed is ``RoostError/Code/corruptRecord`` with the offset of the offending byte.
struct JSONScanner: ~Escapable {
    /// How many arrays and objects may stand inside one another.
    static let maxDepth = 512

    let json: Span<UInt8>
    var offset: Int

    @_lifetime(copy json)
    init(_ json: Span<UInt8>, at offset: Int = 0) {
        self.json = json
        self.offset = offset
    }

    /// The byte at the offset, and at the end a zero, which no grammar rule accepts.
    var next: UInt8 {
        offset < json.count ? json[unchecked: offset] : 0
    }

    func malformed() -> RoostError {
        RoostError(.corruptRecord, "malformed JSON at byte \(offset)")
    }

    func tooDeep() -> RoostError {
        RoostError(.corruptRecord, "JSON nested deeper than \(JSONScanner.maxDepth) levels at byte \(offset)")
    }

    mutating func skipWhitespace() {
        while offset < json.count {
            switch json[unchecked: offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    mutating func expect(_ byte: UInt8) throws {
        guard next == byte else { throw malformed() }
        offset += 1
    }

    /// Only whitespace may follow.
    mutating func expectEnd() throws {
        skipWhitespace()
        guard offset == json.count else { throw malformed() }
    }

    /// Moves from a member name over the colon to the first byte of the member's value.
    mutating func readMemberName() throws -> JSONName {
        guard next == .quote else { throw malformed() }
        let start = offset + 1
        let isEscaped = try skipString()
        let name = JSONName(contents: start..<offset - 1, isEscaped: isEscaped)
        skipWhitespace()
        try expect(.colon)
        skipWhitespace()
        return name
    }

    /// Moves behind a member or an element, onto the first byte of the next one or, returning false, behind the
    /// closing bracket.
    mutating func advance(until close: UInt8) throws -> Bool {
        skipWhitespace()
        let byte = next
        guard byte == .comma || byte == close else { throw malformed() }
        offset += 1
        guard byte == .comma else { return false }
        skipWhitespace()
        return true
    }

    /// Moves behind an opening bracket, onto the first member or element or, returning false, behind the closing
    /// bracket of an empty container.
    mutating func enter(until close: UInt8) -> Bool {
        offset += 1
        skipWhitespace()
        guard next == close else { return true }
        offset += 1
        return false
    }
}

/// A member name as it stands in the text, between the quotes.
struct JSONName {
    var contents: Range<Int>
    var isEscaped: Bool

    func equals(_ name: Span<UInt8>, in json: Span<UInt8>) throws -> Bool {
        guard isEscaped else { return json.extracting(contents).equals(name) }
        var unescaped: [UInt8] = []
        try JSONText.unescape(contents, of: json, into: &unescaped)
        return unescaped.span.equals(name)
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let minus = UInt8(ascii: "-")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
}
