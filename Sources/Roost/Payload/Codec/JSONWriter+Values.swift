import Foundation

extension JSONWriter {
    func writeRoot<T: Encodable>(_ value: T) throws {
        isInterleaved = false
        try write(value, in: -1, key: JSONSlot.Position.root, depth: 0)
        if let failure { throw failure }
        guard count > 0 else {
            throw EncodingError.invalidValue(
                value,
                EncodingError.Context(codingPath: [], debugDescription: "\(T.self) did not encode any values."))
        }
    }

    /// Writes any value at the end of the text. Types that are not encoded by their own `encode(to:)` are known by
    /// identity, which costs a comparison of pointers each.
    ///
    /// The caller takes back what was written when an error is thrown.
    ///
    /// - Parameters:
    ///   - slot: the one around the value.
    ///   - key: see ``JSONSlot/key``.
    ///   - depth: the number of containers around the value.
    @inline(__always)
    func write<T: Encodable>(_ value: T, in slot: Int, key: Int, depth: Int32) throws {
        if T.self == String.self {
            append(quoting: unsafeBitCast(value, to: String.self))
        } else if T.self == Date.self {
            try write(finite: unsafeBitCast(value, to: Date.self).timeIntervalSinceReferenceDate, in: slot, key: key)
        } else if T.self == Int.self {
            append(integer: unsafeBitCast(value, to: Int.self))
        } else if T.self == UUID.self {
            append(unsafeBitCast(value, to: UUID.self))
        } else if T.self == [String].self {
            try write(strings: unsafeBitCast(value, to: [String].self), in: slot, key: key, depth: depth)
        } else if T.self == Double.self {
            try write(finite: unsafeBitCast(value, to: Double.self), in: slot, key: key)
        } else if T.self == Data.self {
            append(unsafeBitCast(value, to: Data.self))
        } else if T.self == URL.self {
            try write(url: unsafeBitCast(value, to: URL.self), in: slot, key: key)
        } else if T.self == Decimal.self {
            try write(decimal: unsafeBitCast(value, to: Decimal.self), in: slot, key: key)
        } else {
            try writeFrame(value, in: slot, key: key, depth: depth)
        }
    }

    @inline(__always)
    func write(finite value: Double, in slot: Int, key: Int) throws {
        guard value.isFinite else { throw notFinite(value, key: codingKey(key, in: slot), in: slot) }
        append(value)
    }

    @inline(__always)
    func write(finite value: Float, in slot: Int, key: Int) throws {
        guard value.isFinite else { throw notFinite(value, key: codingKey(key, in: slot), in: slot) }
        append(value)
    }

    /// URLs that were not made from text may have text that makes none, such as the empty one.
    private func write(url value: URL, in slot: Int, key: Int) throws {
        let text = value.absoluteString
        guard JSONScalars.isPlainURL(text) || URL(string: text) != nil else {
            throw unreadable(value, key: codingKey(key, in: slot), in: slot)
        }
        append(quoting: text)
    }

    private func write(decimal value: Decimal, in slot: Int, key: Int) throws {
        guard value.isFinite else { throw notFinite(value, key: codingKey(key, in: slot), in: slot) }
        append(description: value)
    }

    private func write(strings: [String], in slot: Int, key: Int, depth: Int32) throws {
        guard depth < JSONScanner.maxDepth else { throw tooDeep(in: slot) }
        append(.openBracket)
        var isFirst = true
        for string in strings {
            if !isFirst { append(.comma) }
            isFirst = false
            append(quoting: string)
        }
        append(.closeBracket)
    }

    /// Runs the value's own `encode(to:)`.
    private func writeFrame<T: Encodable>(_ value: T, in slot: Int, key: Int, depth: Int32) throws {
        guard callDepth < JSONWriter.maxCallDepth else { throw tooDeep(in: slot) }
        let outer = (top, frame)
        let lent = containers.lent
        let index = push(
            JSONSlot(
                depth: depth, serial: 0, parent: Int32(truncatingIfNeeded: slot), start: count, key: key,
                firstMember: memberCount))
        (top, frame) = (index, index)
        callDepth &+= 1
        defer {
            callDepth &-= 1
            // Left behind by an error.
            if top == JSONWriter.tree { dropNodes(from: index) }
            dropSlots(from: index)
            (top, frame) = outer
            takeBackContainers(before: lent)
        }
        let place = JSONSlotReference(slot: index, serial: slots[index].serial)
        try value.encode(to: JSONValueEncoder(writer: self, place: place))
        // At the outermost level, a value that encodes nothing is an error.
        if slots[index].kind != .empty || slot >= 0 {
            while top >= index { closeTop() }
        }
        if top == JSONWriter.tree { harvestTree() }
    }

    private func codingKey(_ key: Int, in slot: Int) -> (any CodingKey)? {
        if key == JSONSlot.Position.root { return nil }
        return key < 0
            ? JSONCodingKey(intValue: JSONSlot.Position.index(key))
            : JSONCodingKey(name(at: key), isStored: slot >= 0 && slots[slot].isSorted)
    }
}
