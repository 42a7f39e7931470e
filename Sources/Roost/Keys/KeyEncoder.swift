import Foundation
import RoostEngine

/// Builds keys, component after component.
///
/// A type of your own becomes a key by encoding one of the built-in kinds; see ``KeyComponent``.
public struct KeyEncoder: Sendable {
    var bytes: [UInt8]
    /// The longest text that is normalised. A longer one, which no key can be, is appended as it is: whoever looks at the
    /// length then refuses it.
    private let longestText: Int

    init() {
        bytes = []
        longestText = .max
    }

    /// - Parameter limit: the most bytes that the key may have. Composing and folding leave a ninth of a text at least.
    init(limit: Int) {
        bytes = []
        longestText = 9 * limit
    }

    func isTooLong(_ text: Span<UInt8>) -> Bool { text.count > longestText }

    mutating func removeAll(keepingCapacity: Bool) {
        bytes.removeAll(keepingCapacity: keepingCapacity)
    }

    mutating func removeLast(_ count: Int) {
        bytes.removeLast(count)
    }

    /// Turns everything appended since `offset` into a descending component by complementing every byte, tag included.
    mutating func complement(from offset: Int) {
        var span = bytes.mutableSpan
        for index in offset..<span.count {
            span[index] = ~span[index]
        }
    }
}

extension KeyEncoder {
    mutating func appendRaw(_ raw: Span<UInt8>) {
        bytes.append(copying: raw)
    }

    mutating func appendNull() {
        bytes.append(KeyTag.null)
    }

    mutating func appendBool(_ value: Bool) {
        bytes.append(value ? KeyTag.true : KeyTag.false)
    }

    /// The tag tells sign and length; a negative number's magnitude is complemented so that it sorts downwards.
    mutating func appendInteger(_ value: Int64) {
        guard value < 0 else { return appendUnsigned(UInt64(value)) }
        let magnitude = value.magnitude
        let byteCount = magnitude.significantByteCount
        bytes.append(KeyTag.integerZero - UInt8(byteCount))
        bytes.append(bigEndian: ~magnitude, byteCount: byteCount)
    }

    mutating func appendUnsigned(_ value: UInt64) {
        let byteCount = value.significantByteCount
        bytes.append(KeyTag.integerZero + UInt8(byteCount))
        bytes.append(bigEndian: value, byteCount: byteCount)
    }

    mutating func appendDouble(_ value: Double) throws {
        try appendSortable(value, tag: KeyTag.double)
    }

    mutating func appendDate(_ value: Date) throws {
        try appendSortable(value.timeIntervalSinceReferenceDate, tag: KeyTag.date)
    }

    mutating func appendUUID(_ value: UUID) {
        bytes.append(KeyTag.uuid)
        let u = value.uuid
        bytes.append(contentsOf: [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ])
    }

    mutating func beginTuple() {
        bytes.append(KeyTag.tuple)
    }

    mutating func endTuple() {
        bytes.append(KeyTag.tupleEnd)
    }

    private mutating func appendSortable(_ value: Double, tag: UInt8) throws {
        guard let bits = SortableBits.encode(value) else {
            throw RoostError(.invalidKey, "NaN cannot be a key")
        }
        bytes.append(tag)
        bytes.append(bigEndian: bits, byteCount: 8)
    }
}

extension UInt64 {
    /// Bytes without the leading zero ones; none for zero.
    fileprivate var significantByteCount: Int { (UInt64.bitWidth - leadingZeroBitCount + 7) / 8 }
}
