package import RoostEngine

/// A key and its value as arrays, for comparing in tests.
package struct Entry: Hashable, Sendable {
    package var key: [UInt8]
    package var value: [UInt8]

    package init(_ key: [UInt8], _ value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

extension Array<UInt8> {
    package init(_ span: Span<UInt8>) { self = span.withUnsafeBufferPointer { Array($0) } }
}

extension EntryChunk {
    /// A copy of what the chunk holds.
    package var entries: [Entry] { (0..<count).map { Entry(Array(key(at: $0)), Array(value(at: $0))) } }
}

extension WriteBatch {
    package func put(_ key: [UInt8], _ value: [UInt8]) { put(key.span, value.span) }

    package func delete(_ key: [UInt8]) { delete(key.span) }
}
