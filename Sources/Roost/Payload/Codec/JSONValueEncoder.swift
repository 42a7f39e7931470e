/// The encoder that a value's `encode(to:)` sees.
///
/// Two words, so that the existential needs no box.
struct JSONValueEncoder: Encoder {
    let writer: JSONWriter
    let place: JSONSlotReference

    var codingPath: [any CodingKey] { writer.codingPath(to: place.slot, serial: place.serial) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        writer.keyedContainer(in: writer.object(Key.self, in: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONUnkeyedEncodingContainer(writer: writer, place: writer.array(in: place))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingleValueEncodingContainer(writer: writer, place: place)
    }
}

/// A slot and the proof that it is still the same.
struct JSONSlotReference: BitwiseCopyable {
    private let index: UInt32
    let serial: UInt32

    init(slot: Int, serial: UInt32) {
        index = UInt32(truncatingIfNeeded: slot)
        self.serial = serial
    }

    var slot: Int { Int(index) }

    /// No slot: writing to it throws the writer's failure.
    static let none = JSONSlotReference(slot: Int(UInt32.max), serial: 0)
}

extension JSONWriter {
    func object<Key: CodingKey>(_ type: Key.Type, in place: JSONSlotReference) -> JSONSlotReference {
        guard open(.object, in: place.slot, serial: place.serial) else { return .none }
        if ObjectIdentifier(type) == DictionaryKey.type {
            slots[place.slot].isSorted = true
            if top == JSONWriter.tree { node(of: place.slot)?.sortMembers() }
        }
        return place
    }

    func array(in place: JSONSlotReference) -> JSONSlotReference {
        open(.array, in: place.slot, serial: place.serial) ? place : .none
    }

    /// The place of a nested container or a super encoder whose name or comma `placement` wrote.
    ///
    /// - Parameter kind: the container's, or empty for a super encoder.
    func nested(
        _ placement: JSONPlacement, in slot: Int, key: Int, kind: JSONSlot.Kind
    ) throws -> JSONSlotReference {
        let index: Int
        if placement.treeSlot >= 0 {
            let node = try nestedNode(placement, kind: kind)
            index = pushNested(in: slot, key: key >= 0 ? JSONSlot.Position.node : key)
            keep(node, of: index)
        } else {
            index = pushNested(in: slot, key: key)
            top = index
        }
        return JSONSlotReference(slot: index, serial: slots[index].serial)
    }
}

/// The key type with which the standard library encodes dictionaries, which it does not name.
enum DictionaryKey {
    static let type: ObjectIdentifier? = {
        let probe = Probe()
        try? ["": 0].encode(to: probe)
        return probe.type
    }()

    private final class Probe: Encoder {
        var type: ObjectIdentifier?
        let codingPath: [any CodingKey] = []
        let userInfo: [CodingUserInfoKey: Any] = [:]
        private let writer = JSONWriter()

        private var encoder: JSONValueEncoder {
            let slot = writer.push(JSONSlot(depth: 0, serial: 0, parent: -1, start: 0, key: JSONSlot.Position.root))
            writer.top = slot
            return JSONValueEncoder(
                writer: writer, place: JSONSlotReference(slot: slot, serial: writer.slots[slot].serial))
        }

        func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
            self.type = ObjectIdentifier(type)
            writer.append(.openBrace)
            return writer.keyedContainer(in: encoder.place)
        }

        func unkeyedContainer() -> any UnkeyedEncodingContainer { encoder.unkeyedContainer() }
        func singleValueContainer() -> any SingleValueEncodingContainer { encoder.singleValueContainer() }
    }
}
