import RoostEngine

/// Finds where components end without decoding them.
enum KeyScanner {
    /// The offset behind the component that starts at `offset`. Tuples are skipped as a whole.
    ///
    /// Throws ``RoostError/Code/corruptRecord`` when no complete component stands there. What a component holds is
    /// checked only as far as its end depends on it.
    static func endOfComponent(in key: Span<UInt8>, from offset: Int, descending: Bool) throws -> Int {
        let mask: UInt8 = descending ? 0xFF : 0x00
        var depth = 0
        var end = offset
        repeat {
            guard end >= 0, end < key.count else { throw malformed(at: end) }
            let tag = key[unchecked: end] ^ mask
            let start = end
            end += 1
            switch tag {
            case KeyTag.string, KeyTag.folded, KeyTag.data:
                end = try endOfText(in: key, from: end, mask: mask)
            case KeyTag.integerLowest...KeyTag.integerHighest:
                end += abs(Int(tag) - Int(KeyTag.integerZero))
            case KeyTag.null, KeyTag.false, KeyTag.true:
                break
            case KeyTag.double, KeyTag.date:
                end += 8
            case KeyTag.decimal:
                end = try endOfDecimal(in: key, from: end, mask: mask)
            case KeyTag.uuid:
                end += 16
            case KeyTag.tuple:
                depth += 1
            case KeyTag.tupleEnd where depth > 0:
                depth -= 1
            default:
                throw malformed(at: start)
            }
        } while depth > 0
        guard end <= key.count else { throw malformed(at: offset) }
        return end
    }

    private static func endOfDecimal(in key: Span<UInt8>, from offset: Int, mask: UInt8) throws -> Int {
        guard offset < key.count else { throw malformed(at: offset) }
        let sign = key[unchecked: offset] ^ mask
        if sign == DecimalKey.zero { return offset + 1 }
        guard sign == DecimalKey.negative || sign == DecimalKey.positive else { throw malformed(at: offset) }
        let terminator = DecimalKey.terminator ^ mask ^ (sign == DecimalKey.negative ? 0xFF : 0x00)
        guard let end = key.firstIndex(of: terminator, from: offset + 3) else { throw malformed(at: offset) }
        return end + 1
    }

    private static func endOfText(in key: Span<UInt8>, from offset: Int, mask: UInt8) throws -> Int {
        let zero = KeyText.zero ^ mask
        var from = offset
        while let index = key.firstIndex(of: zero, from: from), index + 1 < key.count {
            switch key[unchecked: index + 1] ^ mask {
            case KeyText.terminator: return index + 2
            case KeyText.escapedZero: from = index + 2
            default: throw malformed(at: index)
            }
        }
        throw malformed(at: offset)
    }

    private static func malformed(at offset: Int) -> RoostError {
        RoostError(.corruptRecord, "malformed key: no component at byte \(offset)")
    }
}
