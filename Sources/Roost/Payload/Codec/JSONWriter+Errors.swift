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
            if key >= 0 {
                path.append(JSONCodingKey(stringValue: name(at: key)))
            } else if key != JSONSlot.Position.root {
                path.append(JSONCodingKey(intValue: JSONSlot.Position.index(key)))
            }
            index = Int(slots[index].parent)
        }
        return path.reversed()
    }

    func name(at start: Int) -> String {
        var end = start + 1
        while end < count, base[end] != .quote { end += base[end] == .backslash ? 2 : 1 }
        guard end < count else { return "" }
        let value = JSONValue(kind: .string, range: start..<end + 1)
        return (try? JSONText.string(value, in: span)) ?? ""
    }

    @inline(never)
    func notFinite(_ value: any Encodable, key: (any CodingKey)?, in slot: Int) -> EncodingError {
        .invalidValue(
            value,
            EncodingError.Context(
                codingPath: codingPath(to: slot) + (key.map { [$0] } ?? []),
                debugDescription: "JSON has no \(type(of: value)) that is not a finite number."))
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
