import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Values that cannot be encoded")
struct CodecEncodingErrorTests {
    static func path(_ value: some Encodable) -> String? {
        do {
            _ = try JSONPayloadCoder().encode(value)
            return nil
        } catch EncodingError.invalidValue(_, let context) {
            return context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        } catch {
            return "\(error)"
        }
    }

    private struct Box<T: Encodable>: Encodable { var value: T }

    @Test("What is no number, with its coding path", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) {
        #expect(Self.path(value) == "")
        #expect(Self.path(Float(value)) == "")
        #expect(Self.path(Date(timeIntervalSinceReferenceDate: value)) == "")
        #expect(Self.path(Box(value: value)) == "value")
        #expect(Self.path(Box(value: Float(value))) == "value")
        #expect(Self.path(Box(value: [0, 1, value])) == "value.2")
        #expect(Self.path(["k\"é": [Box(value: Date(timeIntervalSinceReferenceDate: value))]]) == "k\"é.0.value")
        #expect(Self.path(Box(value: [1: Optional(value)])) == "value.1")
        #expect(Self.path([Decimal(1), .nan]) == "1")
    }

    @Test("Errors of the value's own code pass through")
    func ownErrors() {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try encoded(["a": [Written { _ in throw Stop() }]]) }
    }

    private indirect enum Chain: Encodable {
        case end, list(Chain)
        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            if case .list(let next) = self { try container.encode(next) }
        }
    }

    private static func chain(_ depth: Int) -> Chain { (1..<depth).reduce(.end) { chain, _ in .list(chain) } }

    @Test("Nesting beyond 512 levels")
    func depth() throws {
        let deepest = try encoded(Self.chain(512))
        #expect(deepest == String(repeating: "[", count: 512) + String(repeating: "]", count: 512))
        #expect(Self.path(Self.chain(513)) != nil)
        let nested = Written { encoder in
            var container = encoder.unkeyedContainer()
            for _ in 0..<600 { container = container.nestedUnkeyedContainer() }
        }
        #expect(Self.path(nested) != nil)
        #expect(Self.path(Written { try (0..<511).reduce([String]()) { _, _ in [] }.encode(to: $0) }) == nil)
    }

    private struct Endless: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(self)
        }
    }

    @Test("A value that encodes itself without end")
    func endless() { #expect(Self.path(Endless()) != nil) }

    // Not arguments themselves: those the testing library encodes with Foundation, which traps.
    private static let misuses: [Written] = [
        Written { encoder in
            _ = encoder.unkeyedContainer()
            var container = encoder.container(keyedBy: Name.self)
            try container.encode(1, forKey: .a)
        },
        Written { encoder in
            _ = encoder.container(keyedBy: Name.self)
            var container = encoder.unkeyedContainer()
            _ = container.nestedUnkeyedContainer()
        },
        Written { encoder in
            var container = encoder.singleValueContainer()
            try container.encode(1)
            try container.encode(2)
        },
        Written { encoder in
            var container = encoder.singleValueContainer()
            try container.encode(1)
            _ = encoder.unkeyedContainer()
        },
        Written { encoder in
            _ = encoder.unkeyedContainer()
            var container = encoder.singleValueContainer()
            try container.encode(1)
        },
    ]

    @Test("Misuse is an error and not a trap", arguments: misuses.indices)
    func misuse(index: Int) {
        let value = Self.misuses[index]
        #expect(Self.path(value) != nil)
        #expect(Self.path(["a": [value]]) != nil)
    }

    @Test("A container used inside a value of its own, or later, is an error")
    func stale() throws {
        let inside = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            nonisolated(unsafe) var copy = outer
            try outer.encode(Written { _ in try copy.encode(1, forKey: .a) }, forKey: .b)
        }
        #expect(Self.path(inside) != nil)
        nonisolated(unsafe) var kept: KeyedEncodingContainer<Name>?
        let keeping = Written { encoder in kept = encoder.container(keyedBy: Name.self) }
        let after = Written { encoder in
            var list = encoder.unkeyedContainer()
            try list.encode(keeping)
            try list.encode([1: 2])
            try kept?.encode(1, forKey: .a)
        }
        #expect(Self.path(after) != nil)
        #expect(throws: EncodingError.self) { try kept?.encode(1, forKey: .a) }
    }
}
