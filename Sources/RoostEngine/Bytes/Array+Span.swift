extension [UInt8] {
    /// The bytes of a span, owned.
    package init(_ span: Span<UInt8>) {
        self = span.withUnsafeBufferPointer { Array($0) }
    }

    /// Replaces everything, in the same storage where it fits.
    package mutating func assign(_ span: Span<UInt8>) {
        if count == span.count {
            withUnsafeMutableBytes { target in span.withUnsafeBytes { target.copyMemory(from: $0) } }
        } else {
            removeAll(keepingCapacity: true)
            append(copying: span)
        }
    }

    package mutating func append(copying span: Span<UInt8>) {
        span.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
