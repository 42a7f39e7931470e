import Foundation
import RoostEngineTesting

/// Random JSON text with every spelling the grammar allows.
enum RandomDocument {
    static func text(_ generator: inout SeededGenerator) -> String {
        object(depth: 0, &generator)
    }

    private static func object(depth: Int, _ generator: inout SeededGenerator) -> String {
        let names = ["a", "b", "c", "d", "e", "f", "é", "", "a.b", "x\"y"].shuffled(using: &generator)
        let members = names.prefix(Int.random(in: 0...6, using: &generator)).map { name in
            let key = string(name, &generator)
            return space(&generator) + key + space(&generator) + ":" + value(depth: depth + 1, &generator)
        }
        return "{" + members.joined(separator: ",") + space(&generator) + "}"
    }

    private static func value(depth: Int, _ generator: inout SeededGenerator) -> String {
        let text: String
        switch Int.random(in: 0..<(depth < 4 ? 9 : 6), using: &generator) {
        case 0: text = "null"
        case 1: text = generator.chance(2) ? "true" : "false"
        case 2: text = number(&generator)
        case 3: text = "\(generator.signed())"
        case 4: text = string(generator.string(), &generator)
        case 5: text = string(generator.uuid().uuidString, &generator)
        case 6:
            let elements = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                value(depth: depth + 1, &generator)
            }
            text = "[" + elements.joined(separator: ",") + space(&generator) + "]"
        default: text = object(depth: depth, &generator)
        }
        return space(&generator) + text + space(&generator)
    }

    static func number(_ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return "\(generator.finiteDouble())"
        case 1: return "\(generator.finiteFloat())"
        case 2:
            let sign = generator.chance(2) ? "-" : ""
            return "\(sign)\(generator.unsigned()).\(generator.unsigned())"
        default:
            let exponent = Int.random(in: -330...300, using: &generator)
            return "\(generator.unsigned())\(generator.pick(["e", "E"]))\(exponent)"
        }
    }

    /// Escapes what must be, and now and then what need not be.
    static func string(_ value: String, _ generator: inout SeededGenerator) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\" + String(scalar)
            case "\n" where generator.chance(2): text += "\\n"
            case "/" where generator.chance(2): text += "\\/"
            default:
                if scalar.value < 0x20 || generator.chance(6) {
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16, uppercase: generator.chance(2))
                        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text + "\""
    }

    private static func space(_ generator: inout SeededGenerator) -> String {
        generator.chance(4) ? generator.pick([" ", "\n", "\t", "\r\n  "]) : ""
    }
}
