/// Writes the members of an object.
struct JSONKeyedEncodingContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let cell: JSONContainerCell<JSONWriter, JSONSlotReference>

    var codingPath: [any CodingKey] { cell.use { $0.codingPath(to: $1.slot, serial: $1.serial) } }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try cell.use { try $0.writeMember(value, key.stringValue, in: $1) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        cell.use { writer, place in
            writer.keyedContainer(
                in: writer.object(Nested.self, in: writer.nestedMember(key.stringValue, .object, in: place)))
        }
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        cell.use { writer, place in
            let nested = writer.nestedMember(key.stringValue, .array, in: place)
            return JSONUnkeyedEncodingContainer(writer: writer, place: writer.array(in: nested))
        }
    }

    func superEncoder() -> any Encoder { superEncoder(named: JSONCodingKey.superKey.stringValue) }
    func superEncoder(forKey key: Key) -> any Encoder { superEncoder(named: key.stringValue) }

    private func superEncoder(named name: String) -> any Encoder {
        cell.use { JSONValueEncoder(writer: $0, place: $0.nestedMember(name, .empty, in: $1)) }
    }

    /// Writes a member whose value `body` appends.
    @inline(__always)
    func write(_ key: Key, _ body: (JSONWriter) -> Void) throws {
        try cell.use { writer, place in
            let placement = try writer.beginMember(key.stringValue, of: place.slot, serial: place.serial)
            body(writer)
            writer.finish(placement)
        }
    }

    func notFinite(_ value: any Encodable, _ key: Key) -> EncodingError {
        cell.use { $0.notFinite(value, key: key, in: $1) }
    }
}

extension JSONWriter {
    @inline(__always)
    func writeMember<T: Encodable>(_ value: T, _ name: String, in place: JSONSlotReference) throws {
        let placement = try beginMember(name, of: place.slot, serial: place.serial)
        do {
            try write(value, in: place.slot, key: placement.nameStart(in: self), depth: slots[place.slot].depth + 1)
        } catch {
            undo(placement)
            throw error
        }
        finish(placement)
    }

    func nestedMember(_ name: String, _ kind: JSONSlot.Kind, in place: JSONSlotReference) -> JSONSlotReference {
        do {
            var placement = try beginMember(name, of: place.slot, serial: place.serial)
            if kind != .empty, placement.treeSlot < 0, isLastMemberRepeated(in: place.slot) {
                undo(placement)
                plantTree()
                placement = try beginMember(name, of: place.slot, serial: place.serial)
            }
            return try nested(placement, in: place.slot, key: placement.nameStart(in: self), kind: kind)
        } catch {
            // Whatever cannot be thrown here is thrown by the next call that can.
            fail(error as? EncodingError ?? misuse("A nested container could not be made.", in: place.slot))
            return .none
        }
    }
}

extension JSONPlacement {
    /// Where the name of the member begins.
    @inline(__always)
    func nameStart(in writer: JSONWriter) -> Int {
        writer.base[mark] == .comma ? mark &+ 1 : mark
    }
}
