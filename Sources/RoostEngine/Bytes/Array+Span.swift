extension [UInt8] {
    /// The bytes of a span, owned.
    package init(_ span: Span<UInt8>) {
        self = span.withUnsafeBufferPointer { Array($0) }
    }

    package mutating func append(copying span: Span<UInt8>) {
        span.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
