import CLevelDB

/// Turns a batch into the one flat buffer that is handed to LevelDB, within a store's limits.
struct BatchEncoder: ~Copyable {
    private(set) var buffer = ByteArena(capacity: 4096)
    private(set) var entryCount = 0
    /// Bytes of keys and values.
    private(set) var payloadBytes = 0
    private let limits: StoreLimits

    init(limits: StoreLimits) { self.limits = limits }

    mutating func removeAll() {
        // A large commit does not hold its memory for ever.
        if buffer.count > 4 << 20 { buffer = ByteArena(capacity: 4096) }
        buffer.truncate(to: 0)
        entryCount = 0
        payloadBytes = 0
    }

    mutating func put(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(EngineError) {
        try check(key)
        guard value.count <= limits.maxValueBytes else {
            throw EngineError(
                .valueTooLong, "a value of \(value.count) bytes, at most \(limits.maxValueBytes) are taken")
        }
        buffer.append(value: UInt8(CLDB_PUT))
        buffer.append(value: UInt32(key.count))
        buffer.append(value: UInt32(value.count))
        _ = buffer.append(key)
        _ = buffer.append(value)
        try account(key.count + value.count)
    }

    mutating func delete(_ key: UnsafeRawBufferPointer) throws(EngineError) {
        try check(key)
        try deleteUnstorable(key)
    }

    /// Deletes a key of any length. One beyond the limits is never there.
    mutating func deleteUnstorable(_ key: UnsafeRawBufferPointer) throws(EngineError) {
        buffer.append(value: UInt8(CLDB_DELETE))
        buffer.append(value: UInt32(key.count))
        _ = buffer.append(key)
        try account(key.count)
    }

    private func check(_ key: UnsafeRawBufferPointer) throws(EngineError) {
        guard key.count <= limits.maxKeyBytes else {
            throw EngineError(.keyTooLong, "a key of \(key.count) bytes; at most \(limits.maxKeyBytes)")
        }
    }

    private mutating func account(_ bytes: Int) throws(EngineError) {
        entryCount += 1
        payloadBytes += bytes
        guard buffer.count <= limits.maxBatchBytes else {
            throw EngineError(.batchTooLarge, "a batch above \(limits.maxBatchBytes) bytes")
        }
    }
}
