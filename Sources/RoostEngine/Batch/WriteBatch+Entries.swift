#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension WriteBatch {
    func key(of index: Int) -> UnsafeRawBufferPointer {
        arena.bytes(at: entries[index].keyOffset, count: Int(entries[index].keyLength))
    }

    /// The value of a put, the amounts of an addition; else empty.
    func value(of index: Int) -> UnsafeRawBufferPointer {
        let state = entries[index].state
        return arena.bytes(at: state.payload, count: Int(state.valueLength))
    }

    func append(_ index: Int, to chunk: EntryChunk, keysOnly: Bool) {
        let value = value(of: index)
        chunk.append(key(of: index), keysOnly ? UnsafeRawBufferPointer(rebasing: value[..<0]) : value)
    }

    func lookup(_ key: UnsafeRawBufferPointer) -> Int? { lookup(key, ByteHash.hash(key)) }

    func lookup(_ key: UnsafeRawBufferPointer, _ hash: UInt32) -> Int? {
        table.find(hash) { index in
            let entry = entries[index]
            guard entry.keyLength == key.count else { return false }
            guard let base = key.baseAddress, key.count > 0 else { return true }
            return memcmp(arena.base + entry.keyOffset, base, key.count) == 0
        }
    }

    /// REQUIRES: neither buffer lies in this batch's arena.
    func put(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        collectGarbage()
        let offset = arena.append(value)
        write(key, BatchEntry.State(kind: .put, valueLength: UInt32(value.count), payload: offset))
    }

    func write(_ key: UnsafeRawBufferPointer, _ state: BatchEntry.State) {
        let hash = ByteHash.hash(key)
        if let index = lookup(key, hash) { return setState(of: index, state) }
        let index = entries.count
        let offset = arena.append(key)
        let entry = BatchEntry(keyOffset: offset, keyLength: UInt32(key.count), hash: hash, state: state)
        entries.append(entry)
        table.insert(hash, index)
        account(for: entry, 1)
        if order != nil { insertIntoOrder(index) }
        journal.didInsert(index)
    }

    func setState(of index: Int, _ state: BatchEntry.State) {
        journal.willReplace(index, entries[index].state)
        garbage += Int(entries[index].state.valueLength)
        replaceState(of: index, state)
    }

    func replaceState(of index: Int, _ state: BatchEntry.State) {
        account(for: entries[index], -1)
        entries[index].state = state
        account(for: entries[index], 1)
    }

    /// Undoes an insertion. REQUIRES: the entry is the last one, and nothing refers to it.
    func removeLastEntry() {
        let index = entries.count - 1
        if order != nil { removeFromOrder(index) }
        table.remove(entries[index].hash, index)
        account(for: entries[index], -1)
        entries.removeLast()
    }

    private func account(for entry: BatchEntry, _ sign: Int) {
        entryBytes += sign * entry.byteCount
        if entry.state.kind == .add || entry.state.kind == .brokenCounter { counterCount += sign }
    }

    /// Rewrites the arena once most of it is overwritten values. An open savepoint may still need those.
    func collectGarbage() {
        guard garbage > 1 << 20, garbage > arena.count / 2, journal.isIdle else { return }
        var packed = ByteArena(capacity: arena.count - garbage)
        for index in entries.indices {
            let key = key(of: index)
            let value = value(of: index)
            entries[index].keyOffset = packed.append(key)
            let offset = packed.append(value)
            entries[index].state.payload = offset
        }
        arena = packed
        garbage = 0
    }
}
