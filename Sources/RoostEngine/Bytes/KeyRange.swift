/// The keys from ``lower`` on and before ``upper``, in byte order.
package struct KeyRange: Hashable, Sendable {
    /// The first key of the range.
    package var lower: [UInt8]
    /// The first key above the range; nil when nothing bounds it.
    package var upper: [UInt8]?

    package init(lower: [UInt8], upper: [UInt8]?) {
        self.lower = lower
        self.upper = upper
    }

    /// Every key that begins with `prefix`.
    package init(prefix: [UInt8]) {
        self.init(lower: prefix, upper: ByteOrder.successor(ofPrefix: prefix))
    }

    package static let all = KeyRange(lower: [], upper: nil)

    /// Whether no key can lie in the range.
    package var isEmpty: Bool {
        guard let upper else { return false }
        return ByteOrder.compare(lower.span, upper.span) >= 0
    }

    package func contains(_ key: Span<UInt8>) -> Bool {
        guard ByteOrder.compare(lower.span, key) <= 0 else { return false }
        guard let upper else { return true }
        return ByteOrder.compare(key, upper.span) < 0
    }
}
