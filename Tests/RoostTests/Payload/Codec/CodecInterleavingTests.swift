import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Containers written to in any order give what Foundation gives")
struct CodecInterleavingTests {
    /// How many scripts are tried: `ROOST_ENCODE_SCRIPTS`, or 5,000.
    private static let scripts =
        ProcessInfo.processInfo.environment["ROOST_ENCODE_SCRIPTS"].flatMap { Int($0) } ?? 5_000
    private static let seeds = UInt64(0)..<20

    /// What Roost's and Foundation's encoders make of a script, when they do not agree.
    static func disagreement(_ script: EncodeScript) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let theirs = Result { try encoder.encode(script.withoutFailures) }
        let ours = Result { try JSONPayloadCoder().encode(script) }
        switch (ours, theirs) {
        case (.success(let ours), .success(let theirs)):
            let (text, expected) = (String(decoding: ours, as: UTF8.self), String(decoding: theirs, as: UTF8.self))
            do {
                try JSONPayloadCoder.check(ours.span)
                let object = try JSONSerialization.jsonObject(with: Data(ours), options: .fragmentsAllowed)
                let sorted = try JSONSerialization.data(
                    withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
                return sorted == theirs ? nil : "\(text) instead of \(expected)"
            } catch {
                return "\(text) instead of \(expected): \(error)"
            }
        case (.failure(let error), .success(let theirs)):
            return "\(error) instead of \(String(decoding: theirs, as: UTF8.self))"
        case (.success(let ours), .failure(let error)):
            return "\(String(decoding: ours, as: UTF8.self)) instead of \(error)"
        case (.failure, .failure): return nil
        }
    }

    @Test("Random scripts", arguments: seeds)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<Self.scripts / Self.seeds.count {
            let script = EncodeScript.random(&generator)
            guard Self.disagreement(script) != nil else { continue }
            let shrunk = script.shrunk { Self.disagreement($0) != nil }
            Issue.record("seed \(seed):\n\(shrunk)\n\(Self.disagreement(shrunk) ?? "")")
            return
        }
    }

    @Test("A super encoder that is opened after others were written behind it")
    func lateSuperEncoder() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var inner = outer.nestedContainer(keyedBy: Name.self, forKey: .c)
            let late = outer.superEncoder(forKey: .z)
            try inner.encode(1, forKey: .a)
            try outer.encode(2, forKey: .b)
            _ = late.container(keyedBy: Name.self)
        }
        #expect(try encoded(value) == #"{"c":{"a":1},"z":{},"b":2}"#)
    }

    @Test("An empty array stays an array when another container is written to")
    func emptyArray() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            let list = outer.superEncoder(forKey: .a)
            var other = outer.nestedUnkeyedContainer(forKey: .b)
            _ = list.unkeyedContainer()
            try other.encode(1)
            _ = other.superEncoder()
        }
        #expect(try encoded(value) == #"{"a":[],"b":[1,{}]}"#)
    }

    @Test("A container that is opened again goes on")
    func openedAgain() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var first = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            try first.encode(1, forKey: .a)
            var second = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            try second.encode(2, forKey: .b)
            try first.encode(3, forKey: .c)
            try outer.encode([7], forKey: .b)
            var list = outer.nestedUnkeyedContainer(forKey: .b)
            try list.encode("8")
            #expect(list.count == 2)
        }
        #expect(try encoded(value) == #"{"a":{"a":1,"b":2,"c":3},"b":[7,"8"]}"#)
    }

    @Test("What a container writes that was replaced is gone")
    func replaced() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var lost = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            try outer.encode(5, forKey: .a)
            try lost.encode(1, forKey: .b)
            try outer.encode(6, forKey: .b)
        }
        #expect(try encoded(value) == #"{"a":5,"b":6}"#)
    }

    @Test("A dictionary whose encoder is shared with nested containers is sorted")
    func sharedDictionary() throws {
        let value = Written { encoder in
            try ["z": 1, "b": 2].encode(to: encoder)
            var container = encoder.container(keyedBy: Name.self)
            var nested = container.nestedContainer(keyedBy: Name.self, forKey: .a)
            try nested.encode(3, forKey: .c)
            try container.encode(4, forKey: .d)
            try nested.encode(5, forKey: .b)
        }
        #expect(try encoded(value) == #"{"a":{"c":3,"b":5},"b":2,"d":4,"z":1}"#)
    }

    @Test("Many containers in one object, and one name again at the end")
    func many() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: JSONCodingKey.self)
            for index in 0..<1_000 {
                var nested = outer.nestedContainer(keyedBy: Name.self, forKey: JSONCodingKey(stringValue: "\(index)"))
                try nested.encode(index, forKey: .a)
            }
            var again = outer.nestedContainer(keyedBy: Name.self, forKey: JSONCodingKey(stringValue: "7"))
            try again.encode(true, forKey: .b)
        }
        let map = try decode([String: [String: JSONTree]].self, try encoded(value))
        #expect(map.count == 1_000)
        #expect(map["7"] == ["a": .number(7), "b": .bool(true)])
        #expect(map["999"] == ["a": .number(999)])
    }

    @Test("Where Foundation traps is an error, and nothing is read that is not there")
    func misuse() {
        let values = [
            Written { encoder in
                var outer = encoder.container(keyedBy: Name.self)
                _ = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
                var list = outer.nestedUnkeyedContainer(forKey: .a)
                try list.encode(1)
            },
            Written { encoder in
                var outer = encoder.container(keyedBy: Name.self)
                try outer.encode(1, forKey: .a)
                _ = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            },
            Written { encoder in
                var outer = encoder.container(keyedBy: Name.self)
                try outer.encode(1, forKey: .a)
                var nested = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
                // Of no slot, whose coding path must not be looked for.
                try nested.encode(Double.nan, forKey: .b)
            },
            Written { encoder in
                var outer = encoder.container(keyedBy: Name.self)
                let late = outer.superEncoder(forKey: .a)
                try outer.encode(1, forKey: .b)
                var single = late.singleValueContainer()
                try single.encode(2)
                try single.encode(3)
            },
        ]
        for value in values {
            #expect(throws: EncodingError.self) { try encoded(value) }
            #expect(throws: EncodingError.self) { try encoded(["a": [value]]) }
        }
    }

    @Test("Coding paths of a frame that is a tree")
    func codingPaths() throws {
        let value = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var list = outer.nestedUnkeyedContainer(forKey: .a)
            var other = outer.nestedContainer(keyedBy: Name.self, forKey: .long)
            var third = other.nestedContainer(keyedBy: Name.self, forKey: .b)
            try list.encode(1)
            try third.encode(2, forKey: .a)
            let path = outer.codingPath.map(\.stringValue)
            try list.encode([
                Written { #expect($0.codingPath.map(\.stringValue) == path + ["a", "Index 1", "Index 0"]) }
            ])
            #expect(list.codingPath.map(\.stringValue) == path + ["a"])
            #expect(third.codingPath.map(\.stringValue) == path + [Name.long.rawValue, "b"])
        }
        let text = #"{"a":[1,[{}]],"a name of more than fifteen bytes":{"b":{"a":2}}}"#
        #expect(try encoded(value) == text)
        #expect(try encoded(["x": [value]]) == #"{"x":[\#(text)]}"#)
    }

    @Test("Only text that was put together out of order is read back before it is stored")
    func belt() throws {
        let writer = JSONWriter()
        var generator = SeededGenerator(seed: 1)
        try writer.writeRoot(Collections.random(&generator))
        #expect(!writer.isInterleaved)
        writer.reset()
        let nested = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var inner = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            try inner.encode(1, forKey: .a)
            try outer.encode(2, forKey: .b)
            try Dog(name: "x", age: nil, tricks: ["y"]).encode(to: outer.superEncoder())
        }
        try writer.writeRoot(nested)
        #expect(!writer.isInterleaved)
        writer.reset()
        let interleaved = Written { encoder in
            var outer = encoder.container(keyedBy: Name.self)
            var inner = outer.nestedContainer(keyedBy: Name.self, forKey: .a)
            try outer.encode(2, forKey: .b)
            try inner.encode(1, forKey: .a)
        }
        try writer.writeRoot(["a": interleaved])
        #expect(writer.isInterleaved)
        for text in [#"{"a":1"#, #"{"a":1,"a":2}"#, #"{"a"}"#, "[1,]", "", #"["\ud800"]"#] {
            #expect(throws: DecodingError.self) { try JSONPayloadCoder.check(Array(text.utf8).span) }
        }
    }
}
