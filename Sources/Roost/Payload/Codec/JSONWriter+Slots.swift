/// What has to be known to finish a member or an element, or to take it back.
struct JSONPlacement {
    /// How long the text was before.
    var mark: Int
    var memberCount: Int
    /// The slot that was closed already, so that the text has to be moved into it; -1 otherwise.
    var closed = -1
}

extension JSONWriter {
    /// Writes the comma and the name of a member; its value has to follow at the end of the text.
    @inline(__always)
    func beginMember(_ name: String, of slot: Int, serial: UInt32) throws -> JSONPlacement {
        var placement = JSONPlacement(mark: count, memberCount: memberCount)
        if slot != top || slots[slot].serial != serial {
            if try reach(slot, serial: serial) {
                placement.mark = count
                placement.memberCount = memberCount
            } else {
                placement.closed = slot
                if slots[slot].end - slots[slot].start > 2 { append(.comma) }
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
            if try reach(slot, serial: serial) {
                placement.mark = count
                placement.memberCount = memberCount
            } else {
                placement.closed = slot
                if slots[slot].end - slots[slot].start > 2 { append(.comma) }
                slots[slot].count += 1
                return placement
            }
        }
        reserve(1)
        if base[count &- 1] != .openBracket { put(.comma) }
        slots[slot].count &+= 1
        return placement
    }

    @inline(__always)
    func finish(_ placement: JSONPlacement) {
        if placement.closed >= 0 { insert(into: placement.closed, from: placement.mark) }
    }

    /// Takes back what has been written since `begin`.
    func undo(_ placement: JSONPlacement) {
        count = placement.mark
        dropMembers(from: placement.memberCount)
    }

    func undoElement(_ placement: JSONPlacement, of slot: Int) {
        undo(placement)
        slots[slot].count -= 1
    }

    /// Closes what stands between the slot and the end of the text. False when the slot itself is closed.
    @inline(never)
    func reach(_ slot: Int, serial: UInt32) throws -> Bool {
        if let failure { throw failure }
        guard slot >= frame, slot < slotCount, slots[slot].serial == serial, slots[slot].kind != .replaced else {
            throw misuse("A container was written to while or after a value inside it was encoded.", in: slot)
        }
        guard slots[slot].end < 0 else { return false }
        while top != slot { closeTop() }
        return true
    }

    func closeTop() {
        let slot = top
        switch slots[slot].kind {
        case .empty:
            append("{}")
            slots[slot].kind = .placeholder
        case .object:
            finishMembers(of: slot)
            append(.closeBrace)
        case .array: append(.closeBracket)
        case .scalar, .placeholder, .replaced: break
        }
        slots[slot].end = count
        top = Int(slots[slot].parent)
    }

    /// Opens the object or array of a slot, or finds the one that is open already. Nil, with ``failure`` set, when the
    /// slot holds something else or the container would be nested too deep.
    func open(_ kind: JSONSlot.Kind, in slot: Int, serial: UInt32) -> Bool {
        guard slot >= frame, slot < slotCount, slots[slot].serial == serial else {
            fail(misuse("An encoder was used while or after a value inside it was encoded.", in: slot))
            return false
        }
        switch slots[slot].kind {
        case kind: return true
        case .empty:
            guard slots[slot].depth < JSONScanner.maxDepth else {
                fail(tooDeep(in: slot))
                return false
            }
            append(kind == .object ? .openBrace : .openBracket)
            slots[slot].firstMember = memberCount
        case .placeholder:
            base[slots[slot].start] = kind == .object ? .openBrace : .openBracket
            base[slots[slot].start + 1] = kind == .object ? .closeBrace : .closeBracket
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
        let nested = push(
            JSONSlot(
                depth: slots[slot].depth + 1, serial: 0, parent: Int32(truncatingIfNeeded: slot), start: count,
                key: key))
        return nested
    }

    func fail(_ error: EncodingError) {
        if failure == nil { failure = error }
    }
}
