import Foundation
import RoostEngineTesting

@testable import Roost

/// Random values with a preference for edges, and for being equal or nearly equal to one another.
extension SeededGenerator {
    mutating func chance(_ oneIn: Int) -> Bool {
        Int.random(in: 0..<oneIn, using: &self) == 0
    }

    mutating func pick<T>(_ choices: [T]) -> T {
        choices[Int.random(in: 0..<choices.count, using: &self)]
    }

    mutating func unsigned() -> UInt64 {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: return UInt64.random(in: 0...3, using: &self)
        case 1: return pick([.max, .max - 1, 1 << 63, 1 << 63 - 1, 255, 256, 65_535, 65_536])
        default: return next() >> UInt64.random(in: 0..<64, using: &self)
        }
    }

    mutating func signed() -> Int64 {
        let value = Int64(truncatingIfNeeded: unsigned())
        return chance(2) ? value : 0 &- value
    }

    /// Any number but NaN.
    mutating func double() -> Double {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: return Double(Int.random(in: -3...3, using: &self)) / 2
        case 1:
            return pick([
                0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
                .greatestFiniteMagnitude, .leastNormalMagnitude, 0.1, 1e22, 1e23, 9_007_199_254_740_992,
            ])
        case 2: return Double(signed()) / 1000
        default:
            let value = Double(bitPattern: next())
            return value.isNaN ? 0 : value
        }
    }

    mutating func finiteDouble() -> Double {
        let value = double()
        return value.isFinite ? value : 1.5
    }

    mutating func finiteFloat() -> Float {
        let value = chance(2) ? Float(bitPattern: UInt32(truncatingIfNeeded: next())) : Float(finiteDouble())
        return value.isFinite ? value : 0.1
    }

    /// Few digits or all, with every exponent, and often the same number with other zeros.
    mutating func decimalKey() -> Decimal {
        let edges = [
            "0", "1", "1.0", "-1", "0.1", "0.10", "100", "99", "-0.01", "340282366920938463463374607431768211455",
            "-340282366920938463463374607431768211455", "99999999999999999999999999999999999999", "1e127", "1e-128",
            "-1e-128", "123456789012345678901234567890.12345678", "340282366920938463463374607431768211455e127",
        ]
        let text: String
        switch Int.random(in: 0..<4, using: &self) {
        case 0: text = pick(edges)
        case 1: text = "\(Int.random(in: -30...30, using: &self))e\(Int.random(in: -2...2, using: &self))"
        default:
            let digits = (0..<Int.random(in: 1...38, using: &self)).map { _ in "\(pick([0, 0, 1, 5, 9, 9, 3]))" }
                .joined()
            text = "\(chance(2) ? "-" : "")\(digits)e\(Int.random(in: -128...89, using: &self))"
        }
        return Decimal(string: text) ?? 0
    }

    mutating func bytes(upTo count: Int = 6) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in
            pick([0, 0, 1, 2, 0x7F, 0xFE, 0xFF, 0xFF, UInt8(truncatingIfNeeded: next())])
        }
    }

    mutating func string(upTo count: Int = 6) -> String {
        let pieces = [
            "\0", "\u{1}", "\u{1F}", "a", "b", "A", "Z", "é", "e\u{301}", "\u{301}", "\u{323}", "ß", "ẞ", "ς", "Σ", "İ",
            "ı",
            "\u{FF}", "\u{2FF}", "\u{300}", "Å", "\u{212B}", "가", "\u{1100}\u{1161}", "\"", "\\", "/", "\n", "\u{2028}",
            "\u{FFFF}", "😀", "\u{10FFFF}", "Ꭰ", "ꭰ", "\u{345}", "α", ".",
        ]
        return (0..<Int.random(in: 0...count, using: &self)).map { _ in pick(pieces) }.joined()
    }

    mutating func uuid() -> UUID {
        var bytes = (0..<16).map { _ in pick([UInt8(0), 0xFF, 0x80, 0x7F]) }
        if chance(2) { bytes = (0..<16).map { _ in UInt8(truncatingIfNeeded: next()) } }
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}
