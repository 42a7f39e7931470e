#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The order of keys: byte by byte, unsigned, a prefix before everything it begins.
package enum ByteOrder {
    /// Negative when `left` sorts before `right`, 0 when they are equal, positive otherwise.
    package static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in compare(left, right) } }
    }

    /// Whether `left` sorts before `right`.
    package static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool { compare(left.span, right.span) < 0 }

    /// The smallest byte string above every string that begins with `prefix`; nil when there is none, which is so for
    /// the empty prefix and for one of FF bytes only.
    package static func successor(ofPrefix prefix: [UInt8]) -> [UInt8]? {
        guard let last = prefix.lastIndex(where: { $0 != 0xFF }) else { return nil }
        var result = Array(prefix[...last])
        result[last] += 1
        return result
    }

    static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let common = min(left.count, right.count)
        if common > 0, let leftBase = left.baseAddress, let rightBase = right.baseAddress {
            let order = memcmp(leftBase, rightBase, common)
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }
}
