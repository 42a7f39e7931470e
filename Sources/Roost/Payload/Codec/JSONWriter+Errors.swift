extension JSONWriter {
    /// The way from the outermost value to a slot, read back from the text.
    func codingPath(to slot: Int, serial: UInt32) -> [any CodingKey] {
        guard slot < slotCount, slot >= 0, slots[slot].serial == serial else { return [] }
        return codingPath(to: slot)
    }

    private func codingPath(to slot: Int) -> [any CodingKey] {
        var path: [any CodingKey] = []
        var index = slot
        while index >= 0 {
            let key = slots[index].key
            let parent = Int(slots[index].parent)
            let isStored = parent >= 0 && slots[parent].isSorted
            if key >= 0 {
                path.append(JSONCodingKey(name(at: key), isStored: isStored))
            } else if key == JSONSlot.Position.node {
                path.append(
                    JSONCodingKey(node(of: index)?.name.map { string($0.span) } ?? "", isStored: isStored))
            } else if key != JSONSlot.Position.root {
                path.append(JSONCodingKey(intValue: JSONSlot.Position.index(key)))
            }
            index = parent
        }
        return path.reversed()
    }

    func name(at start: Int) -> String {
        var end = start + 1
        while end < count, base[end] != .quote { end += base[end] == .backslash ? 2 : 1 }
        guard end < count else { return "" }
        return string(span.extracting(start..<end + 1))
    }

    /// What stands between quotes.
    private func string(_ text: Span<UInt8>) -> String {
        (try? JSONText.string(JSONValue(kind: .string, range: 0..<text.count), in: text)) ?? ""
    }

    @inline(never)
    func notFinite(_ value: any Encodable, key: (any CodingKey)?, in place: JSONSlotReference) -> EncodingError {
        notFinite(value, codingPath(to: place.slot, serial: place.serial) + (key.map { [$0] } ?? []))
    }

    @inline(never)
    func notFinite(_ value: any Encodable, key: (any CodingKey)?, in slot: Int) -> EncodingError {
        notFinite(value, codingPath(to: slot) + (key.map { [$0] } ?? []))
    }

    private func notFinite(_ value: any Encodable, _ path: [any CodingKey]) -> EncodingError {
        .invalidValue(
            value,
            EncodingError.Context(
                codingPath: path,
                debugDescription: "JSON has no \(type(of: value)) that is not a finite number."))
    }

    @inline(never)
    func unreadable(_ value: any Encodable, key: (any CodingKey)?, in slot: Int) -> EncodingError {
        .invalidValue(
            value,
            EncodingError.Context(
                codingPath: codingPath(to: slot) + (key.map { [$0] } ?? []),
                debugDescription: "The text of the \(type(of: value)) could not be read back."))
    }

    @inline(never)
    func tooDeep(in slot: Int) -> EncodingError {
        misuse("Values are nested deeper than \(JSONScanner.maxDepth) levels.", in: slot)
    }

    @inline(never)
    func misuse(_ description: String, in slot: Int) -> EncodingError {
        .invalidValue(
            Optional<Int>.none as Any,
            EncodingError.Context(
                codingPath: slot >= 0 && slot < slotCount ? codingPath(to: slot) : [], debugDescription: description))
    }
}
