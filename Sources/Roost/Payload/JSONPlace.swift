/// How far a path leads into JSON text, and what stands where it ends.
struct JSONPlace {
    enum End {
        /// The path's value; `member` is the text to cut for removing it, nil for the root.
        case value(JSONValue, member: Range<Int>?)
        /// An object without the next member; a new one belongs at `insertion`.
        case object(insertion: Int, isEmpty: Bool)
        /// A null where an object would lead on.
        case null(Range<Int>)
    }

    /// How many segments have been followed.
    private(set) var depth = 0
    let end: End

    /// Throws ``RoostError/Code/valueMismatch`` when the path leads through something that is neither object nor
    /// null, and ``RoostError/Code/corruptRecord`` when the text up to there is malformed.
    init(_ path: JSONPath, in json: Span<UInt8>) throws {
        var scanner = JSONScanner(json)
        scanner.skipWhitespace()
        var member: Range<Int>?
        for segment in path.utf8Segments {
            let start = scanner.offset
            guard scanner.next == .openBrace else {
                guard try scanner.skipValue(depth: depth) == .null else {
                    throw RoostError(.valueMismatch, "the path \(path) leads through a value that is no object")
                }
                end = .null(start..<scanner.offset)
                return
            }
            guard depth < JSONScanner.maxDepth else { throw scanner.tooDeep() }
            switch try JSONPlace.find(segment.span, depth: depth, with: &scanner) {
            case .found(let cut):
                member = cut
                depth += 1
            case .absent(let insertion, let isEmpty):
                end = .object(insertion: insertion, isEmpty: isEmpty)
                return
            }
        }
        let start = scanner.offset
        let kind = try scanner.skipValue(depth: depth)
        end = .value(JSONValue(kind: kind, range: start..<scanner.offset), member: member)
    }

    private enum Search {
        case found(cut: Range<Int>)
        case absent(insertion: Int, isEmpty: Bool)
    }

    /// Leaves the scanner before the value of the first member of that name.
    private static func find(_ name: Span<UInt8>, depth: Int, with scanner: inout JSONScanner) throws -> Search {
        let insertion = scanner.offset + 1
        guard scanner.enter(until: .closeBrace) else { return .absent(insertion: insertion, isEmpty: true) }
        var endOfPrevious: Int?
        while true {
            let nameStart = scanner.offset
            let isMatch = try scanner.readMemberName().equals(name, in: scanner.json)
            let valueStart = scanner.offset
            _ = try scanner.skipValue(depth: depth + 1)
            let valueEnd = scanner.offset
            let hasNext = try scanner.advance(until: .closeBrace)
            if isMatch {
                // A member takes the comma behind it along, and the last one the comma before it.
                let cut = hasNext ? nameStart..<scanner.offset : (endOfPrevious ?? nameStart)..<valueEnd
                scanner.offset = valueStart
                return .found(cut: cut)
            }
            guard hasNext else { return .absent(insertion: valueEnd, isEmpty: false) }
            endOfPrevious = valueEnd
        }
    }
}
