import Foundation
import Roost

/// A random operator on a value of type `V`: as Roost has it, and as a test of one value.
struct RequestOperation<V: KeyComponent> {
    let text: String
    /// Whether all elements of an array have to pass, instead of one.
    var isNegated = false
    var matchesNil = false
    let test: (V.Scalar) -> Bool
    let apply: (Where<RequestItem, V, Unbound>) -> Query<RequestItem>
}

extension RequestOperation where V.Scalar: OrderedComponent {
    static func random(
        from values: [V.Scalar], _ precedes: @escaping (V.Scalar, V.Scalar) -> Bool,
        using generator: inout some RandomNumberGenerator
    ) -> RequestOperation {
        let some = (0..<4).compactMap { _ in values.randomElement(using: &generator) }
        let (a, b) = (some[0], some[1])
        let (low, high) = precedes(a, b) ? (a, b) : (b, a)
        let (next, last) = precedes(some[2], some[3]) ? (some[2], some[3]) : (some[3], some[2])
        let (hasLow, hasHigh) = (Bool.random(using: &generator), Bool.random(using: &generator))
        func isSame(_ a: V.Scalar, _ b: V.Scalar) -> Bool { !precedes(a, b) && !precedes(b, a) }
        func isIn(_ value: V.Scalar, _ low: V.Scalar, _ high: V.Scalar) -> Bool {
            (hasLow ? !precedes(value, low) : precedes(low, value))
                && (hasHigh ? !precedes(high, value) : precedes(value, high))
        }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return Self(text: "= \(a)", test: { isSame($0, a) }, apply: { $0.equals(a) })
        case 1:
            return Self(
                text: "!= \(a)", isNegated: true, matchesNil: true, test: { !isSame($0, a) }, apply: { $0.notEqual(a) })
        case 2:
            return Self(
                text: "in [\(a), \(b)]", test: { isSame($0, a) || isSame($0, b) }, apply: { $0.anyOf([a, b]) })
        case 3:
            return Self(
                text: "not in [\(a), \(b)]", isNegated: true, matchesNil: true,
                test: { !isSame($0, a) && !isSame($0, b) }, apply: { $0.noneOf([a, b]) })
        case 4: return Self(text: "> \(a)", test: { precedes(a, $0) }, apply: { $0.above(a) })
        case 5: return Self(text: ">= \(a)", test: { !precedes($0, a) }, apply: { $0.aboveOrEqual(a) })
        case 6: return Self(text: "< \(a)", test: { precedes($0, a) }, apply: { $0.below(a) })
        case 7: return Self(text: "<= \(a)", test: { !precedes(a, $0) }, apply: { $0.belowOrEqual(a) })
        case 8:
            return Self(
                text: "between \(low) (\(hasLow)) and \(high) (\(hasHigh))", test: { isIn($0, low, high) },
                apply: { $0.between(low, high, includeLower: hasLow, includeUpper: hasHigh) })
        default:
            return Self(
                text: "in \(low) to \(high) or \(next) to \(last) (\(hasLow), \(hasHigh))",
                test: { isIn($0, low, high) || isIn($0, next, last) },
                apply: {
                    $0.inAnyRange([(low, high), (next, last)], includeLowers: hasLow, includeUppers: hasHigh)
                })
        }
    }
}

extension RequestOperation where V.Scalar == String {
    static func randomText(
        from values: [String], using generator: inout some RandomNumberGenerator
    ) -> RequestOperation {
        let a = values.randomElement(using: &generator) ?? ""
        let b = values.randomElement(using: &generator) ?? ""
        func starts(_ text: String, _ prefix: String) -> Bool {
            RequestText.bytes(text).starts(with: RequestText.bytes(prefix))
        }
        func foldStarts(_ text: String, _ prefix: String) -> Bool {
            RequestText.folded(text).starts(with: RequestText.folded(prefix))
        }
        func isSame(_ a: String, _ b: String) -> Bool { RequestText.folded(a) == RequestText.folded(b) }
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return Self(text: "starts with \(a)", test: { starts($0, a) }, apply: { $0.startsWith(a) })
        case 1:
            return Self(
                text: "starts with \(a) or \(b)", test: { starts($0, a) || starts($0, b) },
                apply: { $0.startsWithAnyOf([a, b]) })
        case 2: return Self(text: "~ \(a)", test: { isSame($0, a) }, apply: { $0.equalsIgnoreCase(a) })
        case 3:
            return Self(
                text: "~ any of \(a), \(b)", test: { isSame($0, a) || isSame($0, b) },
                apply: { $0.anyOfIgnoreCase(a, b) })
        case 4:
            return Self(text: "~ starts with \(a)", test: { foldStarts($0, a) }, apply: { $0.startsWithIgnoreCase(a) })
        case 5:
            return Self(
                text: "~ starts with \(a) or \(b)", test: { foldStarts($0, a) || foldStarts($0, b) },
                apply: { $0.startsWithAnyOfIgnoreCase(a, b) })
        default: return .random(from: values, RequestText.precedes, using: &generator)
        }
    }
}

extension RequestOperation where V: OptionalComponent {
    /// The operator, or sometimes one that asks for nil.
    func orNil(using generator: inout some RandomNumberGenerator) -> RequestOperation {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: Self(text: "is nil", matchesNil: true, test: { _ in false }, apply: { $0.isNil() })
        case 1: Self(text: "is not nil", test: { _ in true }, apply: { $0.isNotNil() })
        default: self
        }
    }
}

/// What strings mean in queries, said once more.
enum RequestText {
    static func bytes(_ text: String) -> [UInt8] { Array(text.precomposedStringWithCanonicalMapping.utf8) }

    /// Full case folding, with Foundation's means: enough for the letters of the test.
    static func folded(_ text: String) -> [UInt8] { bytes(bytesOf(text).uppercased().lowercased()) }

    static func precedes(_ a: String, _ b: String) -> Bool { bytes(a).lexicographicallyPrecedes(bytes(b)) }

    private static func bytesOf(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
}
