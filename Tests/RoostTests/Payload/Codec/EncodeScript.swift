import Foundation

@testable import Roost

/// What a custom `encode(to:)` does, step by step: which containers it opens, and what it writes to them in which order.
struct EncodeScript: Sendable {
    indirect enum Value: Sendable {
        case int(Int), bool(Bool), text(String), null
        case list([String]), map([String: Int])
        /// A value with an `encode(to:)` of its own.
        case script(EncodeScript)
        /// The same, which throws when it has written everything.
        case failing(EncodeScript)
    }

    /// Encoders and containers are named by number. 0 is the encoder that the script runs with; a step that opens one
    /// gives it its own number. Names are nil in arrays.
    enum Step: Sendable {
        case keyed(of: Int)
        case unkeyed(of: Int)
        case single(of: Int, Value)
        case encode(in: Int, String?, Value)
        case nestedKeyed(in: Int, String?)
        case nestedUnkeyed(in: Int, String?)
        case superEncoder(in: Int, String?)
    }

    var steps: [(number: Int, step: Step)] = []
}

extension EncodeScript: Encodable {
    private enum Handle {
        case encoder(any Encoder)
        case keyed(KeyedEncodingContainer<JSONCodingKey>)
        case unkeyed(any UnkeyedEncodingContainer)
    }

    func encode(to encoder: any Encoder) throws {
        var handles: [Int: Handle] = [0: .encoder(encoder)]
        for (number, step) in steps { handles[number] = try run(step, handles) }
        // Foundation puts what a super encoder wrote into its container when it lets go of the super encoder. From last
        // to first, each finds the place where it was made.
        for number in handles.keys.sorted(by: >) { handles[number] = nil }
    }

    private func run(_ step: Step, _ handles: [Int: Handle]) throws -> Handle? {
        switch step {
        case .keyed(let number):
            guard case .encoder(let encoder) = handles[number] else { return nil }
            return .keyed(encoder.container(keyedBy: JSONCodingKey.self))
        case .unkeyed(let number):
            guard case .encoder(let encoder) = handles[number] else { return nil }
            return .unkeyed(encoder.unkeyedContainer())
        case .single(let number, let value):
            guard case .encoder(let encoder) = handles[number] else { return nil }
            var container = encoder.singleValueContainer()
            try write(value, null: { try container.encodeNil() }, { try container.encode($0) })
            return nil
        case .encode(let number, let name, let value):
            if case .keyed(var container) = handles[number], let key = name.map(JSONCodingKey.init(stringValue:)) {
                try write(
                    value, null: { try container.encodeNil(forKey: key) }, { try container.encode($0, forKey: key) })
            } else if case .unkeyed(var container) = handles[number] {
                try write(value, null: { try container.encodeNil() }, { try container.encode($0) })
            }
            return nil
        case .nestedKeyed(let number, let name):
            if case .keyed(var container) = handles[number], let key = name.map(JSONCodingKey.init(stringValue:)) {
                return .keyed(container.nestedContainer(keyedBy: JSONCodingKey.self, forKey: key))
            }
            guard case .unkeyed(var container) = handles[number] else { return nil }
            return .keyed(container.nestedContainer(keyedBy: JSONCodingKey.self))
        case .nestedUnkeyed(let number, let name):
            if case .keyed(var container) = handles[number], let key = name.map(JSONCodingKey.init(stringValue:)) {
                return .unkeyed(container.nestedUnkeyedContainer(forKey: key))
            }
            guard case .unkeyed(var container) = handles[number] else { return nil }
            return .unkeyed(container.nestedUnkeyedContainer())
        case .superEncoder(let number, let name):
            if case .keyed(var container) = handles[number], let name {
                return .encoder(
                    name == "super"
                        ? container.superEncoder() : container.superEncoder(forKey: JSONCodingKey(stringValue: name)))
            }
            guard case .unkeyed(var container) = handles[number] else { return nil }
            return .encoder(container.superEncoder())
        }
    }

    private struct Failing: Encodable {
        struct Stop: Error {}
        let script: EncodeScript

        func encode(to encoder: any Encoder) throws {
            try script.encode(to: encoder)
            throw Stop()
        }
    }

    private func write(
        _ value: Value, null: () throws -> Void, _ encode: (any Encodable) throws -> Void
    ) throws {
        switch value {
        case .int(let value): try encode(value)
        case .bool(let value): try encode(value)
        case .text(let value): try encode(value)
        case .null: try null()
        case .list(let value): try encode(value)
        case .map(let value): try encode(value)
        case .script(let value): try encode(value)
        case .failing(let value):
            do { try encode(Failing(script: value)) } catch is Failing.Stop {}
        }
    }
}

extension EncodeScript: CustomStringConvertible {
    var description: String { lines(indent: "").joined(separator: "\n") }

    private func lines(indent: String) -> [String] {
        steps.flatMap { number, step -> [String] in
            let line = "\(indent)\(number): \(step.text)"
            guard let inner = step.script else { return [line] }
            return [line] + inner.lines(indent: indent + "    ")
        }
    }
}

extension EncodeScript.Step {
    fileprivate var text: String {
        func at(_ name: String?) -> String { name.map { ", \"\($0)\"" } ?? "" }
        return switch self {
        case .keyed(let number): "container of \(number)"
        case .unkeyed(let number): "unkeyed container of \(number)"
        case .single(let number, let value): "single value of \(number): \(value.text)"
        case .encode(let number, let name, let value): "encode in \(number)\(at(name)): \(value.text)"
        case .nestedKeyed(let number, let name): "nested container in \(number)\(at(name))"
        case .nestedUnkeyed(let number, let name): "nested unkeyed container in \(number)\(at(name))"
        case .superEncoder(let number, let name): "super encoder in \(number)\(at(name))"
        }
    }

    fileprivate var script: EncodeScript? {
        switch self {
        case .single(_, .script(let script)), .single(_, .failing(let script)): script
        case .encode(_, _, .script(let script)), .encode(_, _, .failing(let script)): script
        default: nil
        }
    }
}

extension EncodeScript.Value {
    fileprivate var text: String {
        switch self {
        case .int(let value): "\(value)"
        case .bool(let value): "\(value)"
        case .text(let value): "\"\(value)\""
        case .null: "null"
        case .list(let value): "\(value)"
        case .map(let value): "\(value)"
        case .script: "a value that writes"
        case .failing: "a value that fails after"
        }
    }
}
