import RoostEngine

/// The frame as a tree of nodes: what an `encode(to:)` needs that writes to a container after others were written
/// behind it, or opens a member again.
///
/// Text can only grow at its end. So the first write to a closed slot makes nodes of everything the frame has written;
/// from then on each of its slots has a node, and values that are written whole are put together at the end of the text
/// and moved into their node. When the frame ends, the tree becomes text. Other frames are not concerned: those outside
/// wait with their text in front, and those inside are values that are written whole.
extension JSONWriter {
    /// The ``top`` of a frame that is a tree.
    static let tree = -2

    /// Makes a tree of what the frame has written.
    @inline(never)
    func plantTree() {
        var children: [Int: Int] = [:]
        for slot in frame + 1..<max(slotCount, frame + 1) { children[slots[slot].start] = slot }
        do {
            try makeNode(of: frame, children)
        } catch {
            fail(misuse("The text of interleaved containers could not be read back.", in: frame))
            for slot in frame..<slotCount { keep(JSONNode(slots[slot].kind), of: slot) }
        }
        // Their names are no longer where they were.
        for slot in frame + 1..<max(slotCount, frame + 1) where slots[slot].key >= 0 {
            slots[slot].key = JSONSlot.Position.node
        }
        count = slots[frame].start
        dropMembers(from: slots[frame].firstMember)
        top = JSONWriter.tree
        isInterleaved = true
    }

    @discardableResult
    private func makeNode(of slot: Int, _ children: [Int: Int]) throws -> JSONNode {
        let node = JSONNode()
        keep(node, of: slot)
        let range = slots[slot].start..<(slots[slot].end < 0 ? count : slots[slot].end)
        switch slots[slot].kind {
        case .empty: break
        case .scalar: node.content = .text(bytes(range))
        case .array, .object:
            try node.parse(span, range, depth: Int(slots[slot].depth)) { start in
                guard let child = children[start] else { return nil }
                let end = slots[child].end
                return (try makeNode(of: child, children), end < 0 ? count : end)
            }
            if slots[slot].isSorted { node.sortMembers() }
        }
        return node
    }

    /// Makes text of the frame's tree.
    @inline(never)
    func harvestTree() {
        if let node = node(of: frame) { append(node) }
        dropNodes(from: frame)
        top = Int(slots[frame].parent)
    }

    private func append(_ node: JSONNode) {
        switch node.content {
        case .empty: append("{}")
        case .text(let text): append(text)
        case .array(let elements):
            append(.openBracket)
            for (position, element) in elements.enumerated() {
                if position > 0 { append(.comma) }
                append(element)
            }
            append(.closeBracket)
        case .object(let members):
            append(.openBrace)
            for (position, member) in members.inOrder.enumerated() {
                if position > 0 { append(.comma) }
                append(member.name)
                append(.colon)
                append(member.value)
            }
            append(.closeBrace)
        }
    }

    /// Moves what `placement` began from the end of the text into its node.
    @inline(never)
    func move(_ placement: JSONPlacement) {
        defer { count = placement.mark }
        guard let node = node(of: placement.treeSlot) else { return }
        switch node.content {
        case .object:
            let colon = endOfName(at: placement.mark)
            node.set(JSONNode(.text(bytes(colon + 1..<count))), for: bytes(placement.mark..<colon))
        case .array: node.append(JSONNode(.text(bytes(placement.mark..<count))))
        case .empty, .text: node.content = .text(bytes(placement.mark..<count))
        }
    }

    /// Opens the object or array of a slot in a tree.
    func openNode(_ kind: JSONSlot.Kind, in slot: Int) -> Bool {
        guard let node = node(of: slot) else { return false }
        switch node.content {
        case .array where kind == .array: return true
        case .object where kind == .object: return true
        case .empty:
            guard slots[slot].depth < JSONScanner.maxDepth else {
                fail(tooDeep(in: slot))
                return false
            }
            node.become(kind)
            return true
        default:
            fail(misuse("A value was encoded in two ways.", in: slot))
            return false
        }
    }

    /// The node of a nested container or super encoder whose name `placement` wrote.
    ///
    /// A container that is opened again goes on, whether it was opened before or written whole. A super encoder begins
    /// a member anew.
    func nestedNode(_ placement: JSONPlacement, kind: JSONSlot.Kind) throws -> JSONNode {
        defer { count = placement.mark }
        let slot = placement.treeSlot
        let node = JSONNode()
        guard let around = self.node(of: slot) else { return node }
        guard around.kind == .object else {
            around.append(node)
            return node
        }
        let name = bytes(placement.mark..<endOfName(at: placement.mark))
        if kind != .empty, let old = around.member(name) {
            guard old.kind == kind || old.kind == .empty && kind == .object else {
                throw misuse("A member was opened as an array or object and is something else already.", in: slot)
            }
            try old.unfold(depth: Int(slots[slot].depth) + 1)
            return old
        }
        around.set(node, for: name)
        return node
    }

    private func bytes(_ range: Range<Int>) -> [UInt8] {
        [UInt8](UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// Behind the closing quote of a name.
    private func endOfName(at start: Int) -> Int {
        var end = start + 1
        while end < count, base[end] != .quote { end += base[end] == .backslash ? 2 : 1 }
        return min(end + 1, count)
    }
}
