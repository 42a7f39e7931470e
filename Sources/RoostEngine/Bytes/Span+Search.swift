#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Span where Element == UInt8 {
    /// Where a byte is found first; nil when it is not.
    ///
    /// - Parameter offset: where to start, 0 to `count`.
    package func firstIndex(of byte: UInt8, from offset: Int) -> Int? {
        guard offset >= 0, offset < count else { return nil }
        return withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            guard let found = memchr(base + offset, Int32(byte), bytes.count - offset) else { return nil }
            return base.distance(to: found)
        }
    }
}
