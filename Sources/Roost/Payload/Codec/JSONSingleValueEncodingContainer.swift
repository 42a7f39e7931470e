/// Writes the one value of a slot.
///
/// Two words, so that the existential needs no box.
struct JSONSingleValueEncodingContainer: SingleValueEncodingContainer {
    let writer: JSONWriter
    let place: JSONSlotReference

    var codingPath: [any CodingKey] { writer.codingPath(to: place.slot, serial: place.serial) }

    func encode<T: Encodable>(_ value: T) throws {
        let placement = try writer.beginSingle(in: place)
        do {
            try writer.write(
                value, in: place.slot, key: JSONSlot.Position.root, depth: writer.slots[place.slot].depth)
        } catch {
            writer.undo(placement)
            throw error
        }
        writer.finishSingle(placement, in: place)
    }
}

extension JSONWriter {
    @inline(__always)
    func beginSingle(in place: JSONSlotReference) throws -> JSONPlacement {
        let slot = place.slot
        if slot == top, slots[slot].serial == place.serial, slots[slot].kind == .empty {
            return JSONPlacement(mark: count, memberCount: memberCount)
        }
        return try reachSingle(in: place)
    }

    @inline(never)
    private func reachSingle(in place: JSONSlotReference) throws -> JSONPlacement {
        var placement = JSONPlacement(mark: count, memberCount: memberCount)
        try reach(place.slot, serial: place.serial, &placement)
        let kind = placement.treeSlot >= 0 ? node(of: place.slot)?.kind : slots[place.slot].kind
        guard kind == .empty else { throw misuse("A value was encoded in two ways.", in: place.slot) }
        return placement
    }

    @inline(__always)
    func finishSingle(_ placement: JSONPlacement, in place: JSONSlotReference) {
        slots[place.slot].kind = .scalar
        finish(placement)
    }
}
