import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Reading JSON numbers")
struct JSONNumberTests {
    static func integer(_ text: String) -> Int128? {
        let bytes = Array(text.utf8)
        return JSONNumber(0..<bytes.count, in: bytes.span).integer.map { magnitude, isNegative in
            isNegative ? -Int128(magnitude) : Int128(magnitude)
        }
    }

    @Test("Integers, as text of every form", arguments: UInt64(0)..<4)
    func integers(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let value = generator.unsigned()
            let sign = generator.chance(2) ? "-" : ""
            let expected = sign.isEmpty ? Int128(value) : -Int128(value)
            let digits = String(value)
            #expect(Self.integer(sign + digits) == expected)
            #expect(Self.integer(sign + digits + ".000000000000000000000000") == expected)
            let shift = Int.random(in: 0...30, using: &generator)
            let zeros = String(repeating: "0", count: shift)
            #expect(Self.integer("\(sign)\(digits)\(zeros)e-\(shift)") == expected, "\(digits)\(zeros)e-\(shift)")
            #expect(Self.integer("\(sign)0.\(zeros)\(digits)E+\(digits.count + shift)") == expected)
            #expect(Self.integer("\(sign)\(digits).5") == nil)
            if value > 0 { #expect(Self.integer("\(sign)\(digits)e20") == nil) }
        }
    }

    @Test(
        "Doubles and floats are rounded once",
        arguments: [
            "9007199254740993", "9007199254740992.999", "1e22", "1e23", "123456789012345678901234567890",
            "1.7976931348623157e308",
            "2.2250738585072011e-308", "4.9e-324", "2.4703282292062327e-324", "0.1e-6", "16777217",
            "1.00000017881393421514957253748434595763683319091796875001",
            "7.038531e-26", "33554435", "8.589973e9", "0.30000001192092896",
        ])
    func rounding(text: String) throws {
        for text in [text, "-" + text] {
            let bytes = Array(text.utf8)
            let number = JSONNumber(0..<bytes.count, in: bytes.span)
            #expect(number.double(in: bytes.span) == Double(text))
            let float = Float(text).flatMap { $0.isFinite ? $0 : nil }
            #expect(number.float(in: bytes.span) == float)
        }
    }
}
