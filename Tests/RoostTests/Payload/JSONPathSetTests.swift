import RoostEngineTesting
import Testing

@testable import Roost

/// What `locate` finds for each path: the text that stands there, or nil.
func locate(_ paths: [JSONPath], in json: String) throws -> [String?] {
    let bytes = Array(json.utf8)
    var values: [JSONValue?] = []
    try JSONPathSet(paths).locate(in: bytes.span, into: &values)
    return values.map { value in value.map { String(decoding: bytes[$0.range], as: UTF8.self) } }
}

func locate(_ paths: [String], in json: String) throws -> [String?] {
    try locate(paths.map { JSONPath($0) }, in: json)
}

@Suite("Locating values by path")
struct JSONPathSetTests {
    static let document = """
        { "a" : 1 , "b":{"c":[1,{"c":2}],"d":null, "e":{"f":"x\\"}"}}, "tags":["p","q"], "n\\u0061me":"é", "z":-1.5e3 }
        """

    @Test("All paths in one pass, in any order")
    func several() throws {
        let found = try locate(["z", "b.e.f", "name", "b.c", "a", "b.d", "tags", "nope", "b.nope"], in: Self.document)
        #expect(
            found == [
                "-1.5e3", #""x\"}""#, #""é""#, #"[1,{"c":2}]"#, "1", "null", #"["p","q"]"#, nil, nil,
            ])
    }

    @Test("A path and one that goes on from it, and a path twice")
    func overlapping() throws {
        let found = try locate(["b", "b.d", "b", "b.e", "b.e.f"], in: #"{"b":{"d":1,"e":{"f":2}},"c":0}"#)
        #expect(found == [#"{"d":1,"e":{"f":2}}"#, "1", #"{"d":1,"e":{"f":2}}"#, #"{"f":2}"#, "2"])
    }

    @Test("Kinds")
    func kinds() throws {
        let bytes = Array(#"{"a":null,"b":true,"c":false,"d":0,"e":"","f":[],"g":{}}"#.utf8)
        var values: [JSONValue?] = [nil]
        try JSONPathSet(["a", "b", "c", "d", "e", "f", "g"].map { JSONPath($0) }).locate(in: bytes.span, into: &values)
        #expect(values.map { $0?.kind } == [.null, .bool, .bool, .number, .string, .array, .object])
    }

    @Test(
        "Paths through null, scalars, arrays and absent members are absent",
        arguments: [#"{"a":null}"#, #"{"a":1}"#, #"{"a":"b"}"#, #"{"a":[{"b":1}]}"#, "{}", "[]", "1", "null", #""a""#])
    func broken(json: String) throws {
        #expect(try locate(["a.b", "a.b.c"], in: json) == [nil, nil])
    }

    @Test("Of members with one name the first counts, also on the way")
    func duplicates() throws {
        #expect(try locate(["a", "b"], in: #"{"a":1,"a":2,"b":3}"#) == ["1", "3"])
        #expect(try locate(["a.x", "b"], in: #"{"a":{},"a":{"x":1},"b":3}"#) == [nil, "3"])
        #expect(try locate(["a.x", "b"], in: #"{"a":null,"a":{"x":1},"b":3}"#) == [nil, "3"])
        #expect(try locate(["a.x", "b"], in: #"{"a":{"x":1,"x":2},"\u0061":{"x":3},"b":3}"#) == ["1", "3"])
    }

    @Test("Segments hold dots, quotes, nothing and any scalar")
    func segments() throws {
        let json = #"{"a.b":1,"":{"":2},"q\"":3,"\ud83d\ude00":4,"é":5,"a":{"b":6}}"#
        let paths = [["a.b"], ["", ""], ["q\""], ["😀"], ["é"], ["a", "b"], ["e\u{301}"]].map { JSONPath(segments: $0) }
        #expect(try locate(paths, in: json) == ["1", "2", "3", "4", "5", "6", nil])
        #expect(JSONPath("a.b").segments == ["a", "b"])
        #expect(JSONPath("a..b").segments == ["a", "", "b"])
        #expect(JSONPath("").segments == [""])
        #expect(JSONPath("é") != JSONPath("e\u{301}"))
    }

    @Test("The path without segments is the whole value")
    func root() throws {
        #expect(try locate([JSONPath(segments: []), JSONPath("a")], in: #" {"a":1} "#) == [#"{"a":1}"#, "1"])
        #expect(try locate([JSONPath(segments: [])], in: " 12 ") == ["12"])
    }

    @Test("No paths, nothing read")
    func empty() throws {
        #expect(try locate([String](), in: "garbage") == [])
    }

    @Test("More members than fit one word")
    func wide() throws {
        let names = (0..<150).map { "m\($0)" }
        let members = names.reversed().map { #""\#($0)":\#($0.dropFirst()),"\#($0)":"second""# }
        let found = try locate(names + ["none"], in: "{\(members.joined(separator: ","))}")
        #expect(found == (0..<150).map { String($0) } + [nil])
    }

    @Test("Stops when every path is decided")
    func stops() throws {
        #expect(try locate(["a", "b.c"], in: #"{"a":1,"b":{"c":2 garbage"#) == ["1", "2"])
        #expect(try locate(["b.c.d"], in: #"{"b":{"c":2,garbage"#) == [nil])
        expectCode(.corruptRecord) { try locate(["a", "b", "x"], in: #"{"a":1,"b":{"c":2 garbage"#) }
    }

    @Test("Depth is limited, and no depth overflows the stack")
    func depth() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        #expect(try locate(["x"], in: nested(512, "[", "]")) == [nil])
        expectCode(.corruptRecord) { try locate(["x"], in: nested(513, "[", "]")) }
        #expect(try locate(["x"], in: nested(512, #"{"a":"#, "}")) == [nil])
        expectCode(.corruptRecord) { try locate(["x"], in: nested(513, #"{"a":"#, "}")) }
        expectCode(.corruptRecord) { try locate(["x"], in: nested(1_000_000, "[", "")) }
        expectCode(.corruptRecord) { try locate(["a.a.x"], in: nested(513, #"{"a":"#, "}")) }
        let path = JSONPath(segments: [String](repeating: "a", count: 512))
        #expect(try locate([path], in: nested(512, #"{"a":"#, "}")) == ["1"])
        expectCode(.corruptRecord) { try locate([path], in: nested(513, #"{"a":"#, "}")) }
    }

    @Test("Brackets of mixed kinds match across word borders")
    func mixedBrackets() throws {
        var generator = SeededGenerator(seed: 7)
        for depth in [1, 63, 64, 65, 127, 128, 129, 300, 511] {
            let kinds = (0..<depth).map { _ in generator.chance(2) }
            let open = kinds.map { $0 ? "[1," : #"{"k":"# }.joined()
            let close = kinds.reversed().map { $0 ? "]" : "}" }
            #expect(try locate(["x", "y"], in: #"{"y":\#(open)0\#(close.joined()),"z":1}"#)[0] == nil)
            for wrong in [0, depth / 2, depth - 1] {
                var close = close
                close[wrong] = close[wrong] == "]" ? "}" : "]"
                expectCode(.corruptRecord) { try locate(["x"], in: open + "0" + close.joined()) }
            }
        }
    }
}
