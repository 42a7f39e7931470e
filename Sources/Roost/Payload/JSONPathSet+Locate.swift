extension JSONPathSet {
    /// Finds where the value of each path stands; `values[i]` belongs to the path at position `i`.
    ///
    /// Nil for a path that is absent or leads through something that is no object. Of members with the same name the
    /// first counts. The pass ends when every path is decided: what stands behind is not looked at. Malformed JSON in
    /// front of that is ``RoostError/Code/corruptRecord``.
    func locate(in json: Span<UInt8>, into values: inout [JSONValue?]) throws {
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement(nil, count: count))
        guard count > 0 else { return }
        var scanner = JSONScanner(json)
        scanner.skipWhitespace()
        if try visit(nodes[0], depth: 0, toEnd: false, scanner: &scanner, values: &values) {
            try scanner.expectEnd()
        }
    }

    /// - Parameter toEnd: whether the caller needs the scanner behind the value.
    /// - Returns: whether the scanner stands behind the value.
    private func visit(
        _ node: Node, depth: Int, toEnd: Bool, scanner: inout JSONScanner, values: inout [JSONValue?]
    ) throws -> Bool {
        let start = scanner.offset
        let isOutput = !node.outputs.isEmpty
        let kind: JSONValue.Kind
        if scanner.next == .openBrace, !node.edges.isEmpty {
            guard
                try visitMembers(
                    of: node, depth: depth, toEnd: toEnd || isOutput, scanner: &scanner, values: &values)
            else { return false }
            kind = .object
        } else {
            kind = try scanner.skipValue(depth: depth)
        }
        for output in node.outputs {
            values[outputs[output]] = JSONValue(kind: kind, range: start..<scanner.offset)
        }
        return true
    }

    private func visitMembers(
        of node: Node, depth: Int, toEnd: Bool, scanner: inout JSONScanner, values: inout [JSONValue?]
    ) throws -> Bool {
        guard depth < JSONScanner.maxDepth else { throw scanner.tooDeep() }
        guard scanner.enter(until: .closeBrace) else { return true }
        var pending = PendingEdges(node.edges)
        // Members mostly stand in the order of the edges.
        var expected = node.edges.lowerBound
        repeat {
            let name = try scanner.readMemberName()
            guard !pending.isEmpty, let edge = try edge(of: node, named: name, expected, in: scanner.json),
                pending.remove(edge)
            else {
                _ = try scanner.skipValue(depth: depth + 1)
                continue
            }
            expected = edge + 1
            let goesOn = toEnd || !pending.isEmpty
            let target = nodes[edges[edge].node]
            if target.edges.isEmpty {
                // Most members lead no further.
                let start = scanner.offset
                let value = JSONValue(kind: try scanner.skipValue(depth: depth + 1), range: start..<scanner.offset)
                for output in target.outputs { values[outputs[output]] = value }
            } else {
                _ = try visit(target, depth: depth + 1, toEnd: goesOn, scanner: &scanner, values: &values)
            }
            guard goesOn else { return false }
        } while try scanner.advance(until: .closeBrace)
        return true
    }

    /// The edge of a name, looked for from the expected one on and then from the first.
    private func edge(of node: Node, named name: JSONName, _ expected: Int, in json: Span<UInt8>) throws -> Int? {
        for edge in expected..<node.edges.upperBound where try leads(edge, name, json) { return edge }
        for edge in node.edges.lowerBound..<expected where try leads(edge, name, json) { return edge }
        return nil
    }

    @inline(__always)
    private func leads(_ edge: Int, _ name: JSONName, _ json: Span<UInt8>) throws -> Bool {
        let known = edges[edge].name
        guard name.isEscaped || name.contents.count == known.count else { return false }
        return try name.equals(names.span.extracting(known), in: json)
    }
}

/// The edges of a node whose member has not been met yet.
private struct PendingEdges {
    private let first: Int
    private var count: Int
    private var met: UInt64 = 0
    /// For the edges beyond 64; nil until one is met.
    private var metBeyond: Set<Int>?

    init(_ edges: Range<Int>) {
        first = edges.lowerBound
        count = edges.count
    }

    var isEmpty: Bool { count == 0 }

    /// False when the edge was met before.
    mutating func remove(_ edge: Int) -> Bool {
        let position = edge - first
        if position < UInt64.bitWidth {
            let bit: UInt64 = 1 << UInt64(position)
            guard met & bit == 0 else { return false }
            met |= bit
        } else {
            guard metBeyond?.contains(position) != true else { return false }
            metBeyond = (metBeyond ?? []).union([position])
        }
        count -= 1
        return true
    }
}
