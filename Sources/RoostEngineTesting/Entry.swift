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

extension EntryChunk {
    /// A copy of what the chunk holds.
    package var entries: [Entry] { (0..<count).map { Entry(Array(key(at: $0)), Array(value(at: $0))) } }
}

extension KeyRange {
    package func contains(_ key: [UInt8]) -> Bool { contains(key.span) }
}

extension ByteList {
    package mutating func append(_ string: [UInt8]) { append(string.span) }

    package mutating func append(prefix: [UInt8], _ rest: [UInt8]) { append(prefix: prefix, rest.span) }
}

extension EntryChunk {
    package func append(key: [UInt8], value: [UInt8]?) {
        if let value { append(key: key.span, value: value.span) } else { append(key: key.span, value: nil) }
    }
}
