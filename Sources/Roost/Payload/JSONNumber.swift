import Foundation
import RoostEngine

/// A JSON number read exactly: sign, decimal digits as one integer, and a power of ten.
struct JSONNumber {
    private var isNegative = false
    private var mantissa: UInt64 = 0
    private var exponent = 0
    /// False when the digits did not fit `mantissa`.
    private var isExact = true
    private let range: Range<Int>

    /// Requires: `range` is a number that a ``JSONScanner`` has passed.
    init(_ range: Range<Int>, in json: Span<UInt8>) {
        self.range = range
        var isFull = false
        var isFraction = false
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = json[index]
            index += 1
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case 0x30...0x39:
                let digit = UInt64(byte - 0x30)
                let (tens, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tens.addingReportingOverflow(digit)
                isFull = isFull || overflow || carry
                if !isFull {
                    mantissa = sum
                    exponent -= isFraction ? 1 : 0
                } else {
                    isExact = isExact && digit == 0
                    exponent += isFraction ? 0 : 1
                }
            default:
                exponent += JSONNumber.exponent(index..<range.upperBound, in: json)
                return
            }
        }
    }

    /// Clamped far beyond what any number type reaches.
    private static func exponent(_ range: Range<Int>, in json: Span<UInt8>) -> Int {
        var isNegative = false
        var value = 0
        for index in range {
            switch json[index] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): break
            case let digit: value = min(value * 10 + Int(digit & 0x0F), 1_000_000_000)
            }
        }
        return isNegative ? -value : value
    }

    /// Nil when the number has a fraction or is beyond 64 bits. `1.0` and `1e3` are integers.
    var integer: (magnitude: UInt64, isNegative: Bool)? {
        guard isExact else { return nil }
        var magnitude = mantissa
        var exponent = exponent
        while magnitude != 0, exponent < 0 {
            let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { return nil }
            magnitude = quotient
            exponent += 1
        }
        while magnitude != 0, exponent > 0 {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = product
            exponent -= 1
        }
        return (magnitude, isNegative && magnitude != 0)
    }

    /// The nearest `Double`; nil when the number is beyond its range.
    ///
    /// Two exact operands and one correctly rounded operation give the correctly rounded result (W. D. Clinger, "How
    /// to read floating point numbers accurately", 1990).
    func double(in json: Span<UInt8>) -> Double? {
        if isExact, mantissa <= 1 << 53, abs(exponent) <= 22 {
            let power = JSONNumber.powerOfTen(abs(exponent))
            let magnitude = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
            return isNegative ? -magnitude : magnitude
        }
        return finite(String(validating: json.extracting(range)).flatMap { Double($0) })
    }

    /// The number with all the digits that `Decimal` holds; nil when it is beyond its range.
    func decimal(in json: Span<UInt8>) -> Decimal? {
        String(validating: json.extracting(range)).flatMap { Decimal(string: $0) }.flatMap { $0.isFinite ? $0 : nil }
    }

    /// The nearest `Float`, rounded once; nil when the number is beyond its range.
    func float(in json: Span<UInt8>) -> Float? {
        if isExact, mantissa <= 1 << 24, abs(exponent) <= 10 {
            let power = Float(JSONNumber.powerOfTen(abs(exponent)))
            let magnitude = exponent < 0 ? Float(mantissa) / power : Float(mantissa) * power
            return isNegative ? -magnitude : magnitude
        }
        return finite(String(validating: json.extracting(range)).flatMap { Float($0) })
    }

    private func finite<F: BinaryFloatingPoint>(_ value: F?) -> F? {
        value.flatMap { $0.isFinite ? $0 : nil }
    }
}

extension JSONNumber {
    /// Exact. Requires: `exponent` is at most 22.
    @inline(__always)
    static func powerOfTen(_ exponent: Int) -> Double {
        PowersOfTen.values[exponent]
    }
}

private enum PowersOfTen {
    /// All of them are exact.
    static let values: InlineArray<23, Double> = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
