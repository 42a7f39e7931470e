/// Writes the elements of an array.
///
/// Two words, so that the existential needs no box.
struct JSONUnkeyedEncodingContainer: UnkeyedEncodingContainer {
    let writer: JSONWriter
    let place: JSONSlotReference

    var codingPath: [any CodingKey] { writer.codingPath(to: place.slot, serial: place.serial) }
    var count: Int { writer.elementCount(of: place) }

    func encode<T: Encodable>(_ value: T) throws {
        let key = JSONSlot.Position.element(count)
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        do {
            try writer.write(value, in: place.slot, key: key, depth: writer.slots[place.slot].depth + 1)
        } catch {
            writer.undoElement(placement, of: place.slot)
            throw error
        }
        writer.finish(placement)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        let nested = writer.nestedElement(.object, in: place)
        return writer.keyedContainer(in: writer.object(Nested.self, in: nested))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let nested = writer.nestedElement(.array, in: place)
        return JSONUnkeyedEncodingContainer(writer: writer, place: writer.array(in: nested))
    }

    func superEncoder() -> any Encoder {
        JSONValueEncoder(writer: writer, place: writer.nestedElement(.empty, in: place))
    }
}

extension JSONWriter {
    func elementCount(of place: JSONSlotReference) -> Int {
        guard place.slot < slotCount, slots[place.slot].serial == place.serial else { return 0 }
        return node(of: place.slot)?.elementCount ?? slots[place.slot].count
    }

    func nestedElement(_ kind: JSONSlot.Kind, in place: JSONSlotReference) -> JSONSlotReference {
        let key = JSONSlot.Position.element(elementCount(of: place))
        do {
            let placement = try beginElement(of: place.slot, serial: place.serial)
            return try nested(placement, in: place.slot, key: key, kind: kind)
        } catch {
            // Whatever cannot be thrown here is thrown by the next call that can.
            fail(error as? EncodingError ?? misuse("A nested container could not be made.", in: place.slot))
            return .none
        }
    }
}
