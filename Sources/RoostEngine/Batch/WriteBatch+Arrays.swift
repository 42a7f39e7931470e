extension WriteBatch {
    package func put(_ key: [UInt8], _ value: [UInt8]) { put(key.span, value.span) }

    package func delete(_ key: [UInt8]) { delete(key.span) }

    package func add(_ key: [UInt8], _ deltas: [Int64]) { add(key.span, deltas.span) }
}
