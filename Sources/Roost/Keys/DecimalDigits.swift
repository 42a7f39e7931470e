import Foundation

/// A decimal number as its sign, its significant digits and a power of ten: 0.d₁d₂…dₙ × 10ᵉ, where neither the first digit
/// nor the last one is zero. Zero has no digits. Equal numbers are equal, however they are spelled.
struct DecimalDigits: Equatable {
    var isNegative = false
    var exponent = 0
    private(set) var digits: [UInt8] = []

    /// Nil for a number that is not finite.
    init?(_ value: Decimal) {
        guard value.isFinite else { return nil }
        // Plain digits, as many as there are: the only spelling of all of them that Foundation gives.
        var isFraction = false
        for byte in value.description.utf8 {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0") where digits.isEmpty:
                if isFraction { exponent -= 1 }
            default:
                digits.append(byte - UInt8(ascii: "0"))
                if !isFraction { exponent += 1 }
            }
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { self = DecimalDigits() }
    }

    init(isNegative: Bool, exponent: Int, digits: [UInt8]) {
        self.isNegative = isNegative
        self.exponent = exponent
        self.digits = digits
    }

    private init() {}

    /// The number; nil when `Decimal` cannot hold it exactly.
    var value: Decimal? {
        guard !digits.isEmpty else { return 0 }
        // Beyond these, `Decimal` has no numbers, and the text would be long.
        guard -130...170 ~= exponent else { return nil }
        var text = isNegative ? "-" : ""
        let places = digits + [UInt8](repeating: 0, count: max(0, exponent - digits.count))
        if exponent <= 0 { text += "0." + String(repeating: "0", count: -exponent) }
        for (position, digit) in places.enumerated() {
            if position == exponent, position > 0 { text += "." }
            text.append(Character(UnicodeScalar(digit + UInt8(ascii: "0"))))
        }
        guard let value = Decimal(string: text), DecimalDigits(value) == self else { return nil }
        return value
    }
}
