/// A list of byte strings in one allocation, made to be filled, emptied and filled again.
package struct ByteList: Sendable {
    var bytes: [UInt8] = []
    /// Where each string ends in `bytes`.
    var ends: [Int] = []

    package init() {}

    package var count: Int { ends.count }

    package var isEmpty: Bool { ends.isEmpty }

    package mutating func append(_ string: Span<UInt8>) {
        string.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
    }

    /// Appends one string that consists of both parts.
    package mutating func append(prefix: [UInt8], _ rest: Span<UInt8>) {
        bytes.append(contentsOf: prefix)
        append(rest)
    }

    package subscript(index: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get {
            let start = index == 0 ? 0 : ends[index - 1]
            return bytes.span.extracting(start..<ends[index])
        }
    }

    /// Empties the list and keeps its memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
