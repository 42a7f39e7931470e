/// What has to be known to finish a member or an element, or to take it back.
struct JSONPlacement {
    /// How long the text was before.
    var mark: Int
    var memberCount: Int
    /// The slot whose node the text has to be moved into; -1 where it stands in its place already.
    var treeSlot = -1
}

extension JSONWriter {
    /// Writes the comma and the name of a member; its value has to follow at the end of the text.
    @inline(__always)
    func beginMember(_ name: String, of slot: Int, serial: UInt32) throws -> JSONPlacement {
        var placement = JSONPlacement(mark: count, memberCount: memberCount)
        if slot != top || slots[slot].serial != serial {
            try reach(slot, serial: serial, &placement)
            if placement.treeSlot >= 0 {
                append(quoting: name)
                append(.colon)
                return placement
            }
        }
        // A value never ends in an opening brace.
        reserve(1)
        if base[count &- 1] != .openBrace { put(.comma) }
        let start = count
        append(quoting: name)
        push(
            JSONMember(
                start: start, fingerprint: JSONMember.fingerprint(of: base + start + 1, count: count &- start &- 2)))
        reserve(1)
        put(.colon)
        return placement
    }

    /// Writes the comma before an element; its value has to follow at the end of the text.
    @inline(__always)
    func beginElement(of slot: Int, serial: UInt32) throws -> JSONPlacement {
        var placement = JSONPlacement(mark: count, memberCount: memberCount)
        if slot != top || slots[slot].serial != serial {
            try reach(slot, serial: serial, &placement)
            if placement.treeSlot >= 0 { return placement }
        }
        reserve(1)
        if base[count &- 1] != .openBracket { put(.comma) }
        slots[slot].count &+= 1
        return placement
    }

    @inline(__always)
    func finish(_ placement: JSONPlacement) {
        if placement.treeSlot >= 0 { move(placement) }
    }

    /// Takes back what has been written since `begin`.
    func undo(_ placement: JSONPlacement) {
        count = placement.mark
        dropMembers(from: placement.memberCount)
    }

    func undoElement(_ placement: JSONPlacement, of slot: Int) {
        undo(placement)
        if placement.treeSlot < 0 { slots[slot].count -= 1 }
    }

    /// Closes what stands between the slot and the end of the text. When the slot itself is closed, the frame becomes
    /// a tree.
    @inline(never)
    func reach(_ slot: Int, serial: UInt32, _ placement: inout JSONPlacement) throws {
        if let failure { throw failure }
        guard slot >= frame, slot < slotCount, slots[slot].serial == serial else {
            throw misuse("A container was written to while or after a value inside it was encoded.", in: slot)
        }
        if top != JSONWriter.tree, slots[slot].end >= 0 { plantTree() }
        while top != slot, top != JSONWriter.tree { closeTop() }
        if let failure { throw failure }
        placement = JSONPlacement(
            mark: count, memberCount: memberCount, treeSlot: top == JSONWriter.tree ? slot : -1)
    }

    func closeTop() {
        let slot = top
        switch slots[slot].kind {
        case .empty: append("{}")
        case .object:
            guard finishMembers(of: slot) else { return plantTree() }
            append(.closeBrace)
        case .array: append(.closeBracket)
        case .scalar: break
        }
        slots[slot].end = count
        top = Int(slots[slot].parent)
    }

    /// Opens the object or array of a slot, or finds the one that is open already. False, with ``failure`` set, when the
    /// slot holds something else or the container would be nested too deep.
    func open(_ kind: JSONSlot.Kind, in slot: Int, serial: UInt32) -> Bool {
        guard slot >= frame, slot < slotCount, slots[slot].serial == serial else {
            fail(misuse("An encoder was used while or after a value inside it was encoded.", in: slot))
            return false
        }
        // An open slot without a value has nothing behind it.
        if slots[slot].kind == .empty, slots[slot].end >= 0, top != JSONWriter.tree { plantTree() }
        if top == JSONWriter.tree { return openNode(kind, in: slot) }
        switch slots[slot].kind {
        case kind: return true
        case .empty:
            guard slots[slot].depth < JSONScanner.maxDepth else {
                fail(tooDeep(in: slot))
                return false
            }
            append(kind == .object ? .openBrace : .openBracket)
            slots[slot].firstMember = memberCount
        default:
            fail(misuse("A value was encoded in two ways.", in: slot))
            return false
        }
        slots[slot].kind = kind
        return true
    }

    /// Pushes the slot of a nested container or super encoder whose name or comma has been written.
    ///
    /// - Parameter key: where its name begins, or its position as an element.
    func pushNested(in slot: Int, key: Int) -> Int {
        push(
            JSONSlot(
                depth: slots[slot].depth + 1, serial: 0, parent: Int32(truncatingIfNeeded: slot), start: count,
                key: key))
    }

    func fail(_ error: any Error) {
        if failure == nil { failure = error }
    }
}
