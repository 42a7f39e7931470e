import RoostEngine

extension JSONNode {
    /// A child that has a handle of its own, and where its text ends; nil for one that is text only.
    typealias Child = (_ start: Int) throws -> (node: JSONNode, end: Int)?

    /// Makes a container of the text of one, whose brackets a writer put there, without whitespace.
    ///
    /// - Parameters:
    ///   - text: what the container stands in.
    ///   - range: from its opening bracket to behind its closing one, or to where the text goes on when it is open.
    ///   - depth: how many containers stand around it.
    ///   - child: finds the children that are more than text.
    func parse(_ text: Span<UInt8>, _ range: Range<Int>, depth: Int, child: Child) throws {
        let isObject = text[range.lowerBound] == .openBrace
        let close: UInt8 = isObject ? .closeBrace : .closeBracket
        become(isObject ? .object : .array)
        var offset = range.lowerBound + 1
        // An open slot that nothing was written to has no text: the first element may stand where the text ends.
        if !isObject, offset == range.upperBound, let (node, _) = try child(offset) { append(node) }
        while offset < range.upperBound, text[offset] != close {
            if text[offset] == .comma { offset += 1 }
            var name: [UInt8]?
            if isObject {
                var scanner = JSONScanner(text, at: offset)
                _ = try scanner.readMemberName()
                name = [UInt8](text.extracting(offset..<scanner.offset - 1))
                offset = scanner.offset
            }
            let value: JSONNode
            if let (node, end) = try child(offset) {
                (value, offset) = (node, end)
            } else {
                var scanner = JSONScanner(text, at: offset)
                _ = try scanner.skipValue(depth: depth + 1)
                value = JSONNode(.text([UInt8](text.extracting(offset..<scanner.offset))))
                offset = scanner.offset
            }
            if let name { set(value, for: name) } else { append(value) }
        }
    }

    /// Makes nodes of a container that was written whole, so that it can be written to.
    func unfold(depth: Int) throws {
        guard case .text(let text) = content else { return }
        try parse(text.span, 0..<text.count, depth: depth) { _ in nil }
    }
}
