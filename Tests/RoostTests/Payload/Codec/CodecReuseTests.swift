import Foundation
import Testing

@testable import Roost

/// The memory and the containers of one call are used for the next one, which must not show.
@Suite("One record after another")
struct CodecReuseTests {
    private static let long = "a text that is too long for a small string"

    /// Keeps the container it was decoded from.
    private struct Lazy: Decodable {
        let container: KeyedDecodingContainer<Name>
        init(from decoder: any Decoder) throws { container = try decoder.container(keyedBy: Name.self) }
        func text() throws -> String { try container.decode(String.self, forKey: .a) }
    }

    private struct Tree: Codable, Equatable {
        var name: String
        var children: [Tree]
    }

    @Test("A container that is kept goes on reading its own text")
    func keptContainers() throws {
        let texts = (0..<20).map { "\($0) \(Self.long)" }
        let kept = try texts.map { try decode(Lazy.self, #"{"a":"\#($0)"}"#) }
        for (text, lazy) in zip(texts, kept) { #expect(try lazy.text() == text) }
    }

    @Test("Containers of one text that are kept read their own objects")
    func keptElements() throws {
        let texts = (0..<20).map { "\($0) \(Self.long)" }
        let kept = try decode([Lazy].self, "[" + texts.map { #"{"a":"\#($0)"}"# }.joined(separator: ",") + "]")
        _ = try decode([Lazy].self, #"[{"a":"x"},{"a":"y"}]"#)
        for (text, lazy) in zip(texts, kept) { #expect(try lazy.text() == text) }
    }

    @Test("The decoder of a member that is absent knows where that would be")
    func absentMembers() throws {
        struct Path: Decodable {
            let path: [String]
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Name.self)
                path = try container.superDecoder(forKey: .z).codingPath.map(\.stringValue)
            }
        }
        for _ in 0..<2 {
            let paths = try decode([Path].self, #"[{"a":1},{"a":2},{"z":3}]"#).map(\.path)
            #expect(paths.map(\.last) == ["z", "z", "z"])
            #expect(paths.map(\.count) == [2, 2, 2])
            #expect(Set(paths.map(\.first)).count == 3)
        }
    }

    @Test("A value is decoded through a kept container after its call")
    func keptAndDecoded() throws {
        struct Outer: Decodable { let a: Lazy }
        let outer = try decode(Outer.self, #"{"a":{"a":"x","b":{"name":"1","children":[{"name":"2","children":[]}]}}}"#)
        _ = try decode(Outer.self, #"{"a":{"a":"y","b":{}}}"#)
        let tree = Tree(name: "1", children: [Tree(name: "2", children: [])])
        #expect(try outer.a.container.decode(Tree.self, forKey: .b) == tree)
        #expect(try outer.a.text() == "x")
    }

    @Test("Objects of one type inside one another", arguments: [0, 1, 7, 8, 9, 100])
    func recursion(depth: Int) throws {
        let tree = (0..<depth).reduce(Tree(name: "leaf", children: [])) { inner, level in
            Tree(name: "\(level)", children: [inner, Tree(name: Self.long, children: [])])
        }
        for _ in 0..<2 { #expect(try decode(Tree.self, encoded(tree)) == tree) }
    }

    @Test("More types than are kept")
    func manyTypes() throws {
        struct A: Codable, Equatable { var a = 1 }
        struct B: Codable, Equatable { var b = A(), c = A() }
        struct C: Codable, Equatable { var c = B(), d = A() }
        struct D: Codable, Equatable { var d = C(), e = B() }
        struct E: Codable, Equatable { var e = D(), f = C() }
        struct F: Codable, Equatable { var f = E(), g = D() }
        struct G: Codable, Equatable { var g = F(), h = E() }
        struct H: Codable, Equatable { var h = G(), i = F() }
        struct I: Codable, Equatable { var i = H(), j = G() }
        struct J: Codable, Equatable { var j = I(), k = H() }
        for _ in 0..<3 { #expect(try decode(J.self, encoded(J())) == J()) }
    }

    @Test("Two containers of one object at once")
    func twoContainers() throws {
        try Read.from(#"{"a":1,"b":{"a":2}}"#) { decoder in
            let first = try decoder.container(keyedBy: Name.self)
            let second = try decoder.container(keyedBy: Name.self)
            let inner = try first.nestedContainer(keyedBy: Name.self, forKey: .b)
            #expect(try inner.decode(Int.self, forKey: .a) == 2)
            #expect(try second.decode(Int.self, forKey: .a) == 1)
            #expect(try first.decode(Int.self, forKey: .a) == 1)
        }
    }

    @Test("A record decodes and encodes others while it is decoded and encoded")
    func nestedCalls() throws {
        try Read.from(#"{"a":{"name":"x","children":[]},"b":2}"#) { decoder in
            let container = try decoder.container(keyedBy: Name.self)
            let tree = try decode(Tree.self, #"{"name":"y","children":[]}"#)
            #expect(tree.name == "y")
            #expect(try container.decode(Tree.self, forKey: .a).name == "x")
            #expect(try container.decode(Int.self, forKey: .b) == 2)
        }
        let text = try encoded(
            Written { encoder in
                var container = encoder.container(keyedBy: Name.self)
                try container.encode(1, forKey: .a)
                #expect(try encoded(Tree(name: "y", children: [])) == #"{"name":"y","children":[]}"#)
                try container.encode(Tree(name: "x", children: []), forKey: .b)
            })
        #expect(text == #"{"a":1,"b":{"name":"x","children":[]}}"#)
    }

    @Test(
        "Whatever came before",
        arguments: [
            #"{"name":"ä","children":[]}"#, #"{"name":1,"children":[]}"#, #"{"name":"#, "", "\"\u{1}\"",
            #"{"name":"\ud800","children":[]}"#, #"{"a":1,"a":2}"#, String(repeating: "[", count: 600),
            #"{"children":[{"name":"x","children":[{"children":0}]}],"name":""}"#,
            "[" + String(repeating: "1,", count: 100_000) + "1]", "\"" + String(repeating: "x", count: 100_000) + "\"",
        ])
    func afterwards(first: String) throws {
        let tree = Tree(name: Self.long, children: [Tree(name: "x", children: [])])
        let text = #"{"name":"\#(Self.long)","children":[{"name":"x","children":[]}]}"#
        _ = try? decode(Tree.self, first)
        #expect(try decode(Tree.self, text) == tree)
        #expect(failure(Tree.self, #"{"name":"x","children":0}"#)?.hasPrefix("mismatch [children]") == true)
        #expect(try encoded(tree) == text)
    }

    @Test("Text after a value that could not be encoded, and after a long one")
    func encodingAfterwards() throws {
        #expect(throws: EncodingError.self) { try encoded(["a": [1, Double.nan]]) }
        #expect(try encoded(Tree(name: "x", children: [])) == #"{"name":"x","children":[]}"#)
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try encoded(
                Written { encoder in
                    var container = encoder.container(keyedBy: Name.self)
                    try container.encode(1, forKey: .a)
                    _ = container.nestedContainer(keyedBy: Name.self, forKey: .b)
                    throw Stop()
                })
        }
        #expect(try encoded(Tree(name: "x", children: [])) == #"{"name":"x","children":[]}"#)
        let numbers = Array(0..<100_000)
        #expect(try decode([Int].self, encoded(numbers)) == numbers)
        #expect(try encoded(Tree(name: "x", children: [])) == #"{"name":"x","children":[]}"#)
    }

    @Test("A kept encoding container writes into no later text")
    func keptEncodingContainers() throws {
        nonisolated(unsafe) var kept: [KeyedEncodingContainer<Name>] = []
        for _ in 0..<3 {
            _ = try encoded(Written { kept.append($0.container(keyedBy: Name.self)) })
        }
        let text = try encoded(
            Written { encoder in
                var container = encoder.container(keyedBy: Name.self)
                try container.encode(1, forKey: .a)
                for index in kept.indices {
                    #expect(throws: EncodingError.self) { try kept[index].encode(2, forKey: .b) }
                }
                try container.encode(3, forKey: .c)
            })
        #expect(text == #"{"a":1,"c":3}"#)
    }

    @Test("Many nested containers of one call")
    func manyNested() throws {
        let text = try encoded(
            Written { encoder in
                var container = encoder.unkeyedContainer()
                for index in 0..<20 {
                    var nested = container.nestedContainer(keyedBy: Name.self)
                    try nested.encode(index, forKey: .a)
                }
            })
        #expect(text == "[" + (0..<20).map { #"{"a":\#($0)}"# }.joined(separator: ",") + "]")
        try Read.from(text) { decoder in
            var container = try decoder.unkeyedContainer()
            let nested = try (0..<20).map { _ in try container.nestedContainer(keyedBy: Name.self) }
            for (index, inner) in nested.enumerated() { #expect(try inner.decode(Int.self, forKey: .a) == index) }
        }
    }

    @Test("Threads at once")
    func threads() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<200 {
                        let tree = Tree(name: "\(task) \(round)", children: [Tree(name: Self.long, children: [])])
                        let read = try decode(Tree.self, encoded(tree))
                        #expect(read == tree)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
