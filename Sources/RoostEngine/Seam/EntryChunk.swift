import CLevelDB

/// Entries read from a store, in memory that is reused from call to call. It has one owner, which is not shared.
///
/// What a read puts into a chunk replaces what the chunk held. The spans it lends are valid until the next change.
package final class EntryChunk {
    /// Filled by the engine's C calls directly; everything in it is within the counts. Behind a pointer, so that what a
    /// scan reads entry by entry costs no check for exclusive access.
    let storage: UnsafeMutablePointer<cldb_chunk>

    package init() {
        storage = .allocate(capacity: 1)
        storage.initialize(to: cldb_chunk())
    }

    deinit {
        cldb_chunk_free(storage)
        storage.deallocate()
    }

    package var count: Int { storage.pointee.slot_count }

    package var isEmpty: Bool { storage.pointee.slot_count == 0 }

    /// Bytes of all keys and values.
    package var byteCount: Int { storage.pointee.byte_count }

    @_lifetime(borrow self)
    package func key(at index: Int) -> Span<UInt8> {
        let slot = slot(at: index)
        return lend(slot.offset, Int(slot.key_length))
    }

    /// The value; empty for a key that is absent and after a scan for keys only.
    @_lifetime(borrow self)
    package func value(at index: Int) -> Span<UInt8> {
        let slot = slot(at: index)
        let length = slot.value_length == UInt32.max ? 0 : Int(slot.value_length)
        return lend(slot.offset + Int(slot.key_length), length)
    }

    /// Whether the key has an entry; false only for keys that ``ReadView/getMany(_:into:)`` did not find.
    package func isPresent(at index: Int) -> Bool { slot(at: index).value_length != UInt32.max }

    /// Empties the chunk and keeps its memory.
    package func removeAll() {
        storage.pointee.byte_count = 0
        storage.pointee.slot_count = 0
    }

    /// Appends an entry, or with a nil value a key without one.
    package func append(key: Span<UInt8>, value: Span<UInt8>?) {
        key.withUnsafeBytes { key in
            guard let value else { return append(key, nil) }
            value.withUnsafeBytes { append(key, $0) }
        }
    }

    func append(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer?) {
        let valueCount = value?.count ?? 0
        // As with every allocation of Swift itself, running out of memory is not an error that could be handled.
        precondition(cldb_chunk_reserve(storage, key.count + valueCount), "out of memory")
        let offset = storage.pointee.byte_count
        let target = UnsafeMutableRawPointer(storage.pointee.bytes + offset)
        if let source = key.baseAddress { target.copyMemory(from: source, byteCount: key.count) }
        if let source = value?.baseAddress {
            (target + key.count).copyMemory(from: source, byteCount: valueCount)
        }
        storage.pointee.slots[storage.pointee.slot_count] = cldb_slot(
            offset: offset, key_length: UInt32(key.count),
            value_length: value == nil ? UInt32.max : UInt32(valueCount))
        storage.pointee.slot_count += 1
        storage.pointee.byte_count += key.count + valueCount
    }

    /// Entry `index` of another chunk.
    package func append(_ other: EntryChunk, at index: Int) {
        let slot = other.slot(at: index)
        let key = UnsafeRawBufferPointer(start: other.storage.pointee.bytes + slot.offset, count: Int(slot.key_length))
        guard slot.value_length != UInt32.max else { return append(key, nil) }
        append(
            key,
            UnsafeRawBufferPointer(
                start: other.storage.pointee.bytes + slot.offset + Int(slot.key_length), count: Int(slot.value_length)))
    }

    private func slot(at index: Int) -> cldb_slot {
        precondition(index >= 0 && index < storage.pointee.slot_count, "index out of range")
        return storage.pointee.slots[index]
    }

    @_lifetime(borrow self)
    private func lend(_ offset: Int, _ count: Int) -> Span<UInt8> {
        let span = Span(_unsafeStart: UnsafePointer(storage.pointee.bytes + offset), count: count)
        return _overrideLifetime(span, borrowing: self)
    }
}
