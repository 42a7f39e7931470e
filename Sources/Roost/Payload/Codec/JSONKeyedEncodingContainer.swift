/// Writes the members of an object.
struct JSONKeyedEncodingContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONWriter
    let place: JSONSlotReference

    var codingPath: [any CodingKey] { writer.codingPath(to: place.slot, serial: place.serial) }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try writer.writeMember(value, key.stringValue, in: place)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        let nested = writer.nestedMember(key.stringValue, in: place)
        return KeyedEncodingContainer(
            JSONKeyedEncodingContainer<Nested>(writer: writer, place: writer.object(Nested.self, in: nested)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let nested = writer.nestedMember(key.stringValue, in: place)
        return JSONUnkeyedEncodingContainer(writer: writer, place: writer.array(in: nested))
    }

    func superEncoder() -> any Encoder {
        JSONValueEncoder(writer: writer, place: writer.nestedMember(JSONCodingKey.superKey.stringValue, in: place))
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        JSONValueEncoder(writer: writer, place: writer.nestedMember(key.stringValue, in: place))
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

    func nestedMember(_ name: String, in place: JSONSlotReference) -> JSONSlotReference {
        do {
            let placement = try beginMember(name, of: place.slot, serial: place.serial)
            return nested(placement, in: place.slot, key: placement.nameStart(in: self))
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
