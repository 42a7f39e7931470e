/// Several paths looked up in one pass over a record's JSON.
///
/// The paths form a tree kept in flat arrays, so that the pass touches no reference counts.
struct JSONPathSet: Sendable {
    struct Node {
        var edges: Range<Int> = 0..<0
        /// Positions of the paths that end here, as indexes into `outputs`.
        var outputs: Range<Int> = 0..<0
    }

    /// A member name that leads from a node to another.
    struct Edge {
        var name: Range<Int>
        var node: Int
    }

    /// No paths at all.
    static let none = JSONPathSet([])

    let count: Int
    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var outputs: [Int] = []
    private(set) var names: [UInt8] = []

    /// - Parameter order: the positions of the paths in the order in which their values are to be expected in the text, so
    ///   that few names are compared; nil for that of `paths`.
    init(_ paths: [JSONPath], expected order: [Int]? = nil) {
        count = paths.count
        nodes.append(Node())
        fill(node: 0, depth: 0, with: paths, at: order ?? Array(paths.indices))
    }

    private mutating func fill(node: Int, depth: Int, with paths: [JSONPath], at positions: [Int]) {
        let ending = positions.filter { paths[$0].utf8Segments.count == depth }
        nodes[node].outputs = outputs.count..<outputs.count + ending.count
        outputs += ending

        var children: [(name: [UInt8], positions: [Int])] = []
        for position in positions where paths[position].utf8Segments.count > depth {
            let name = paths[position].utf8Segments[depth]
            if let child = children.firstIndex(where: { $0.name == name }) {
                children[child].positions.append(position)
            } else {
                children.append((name, [position]))
            }
        }
        // The edges of one node stand together, so all of them come before those of the children.
        let firstEdge = edges.count
        nodes[node].edges = firstEdge..<firstEdge + children.count
        for child in children {
            edges.append(Edge(name: names.count..<names.count + child.name.count, node: nodes.count))
            names += child.name
            nodes.append(Node())
        }
        for (offset, child) in children.enumerated() {
            fill(node: edges[firstEdge + offset].node, depth: depth + 1, with: paths, at: child.positions)
        }
    }
}
