import Testing

@testable import Roost

/// What typed changes make of a record's JSON, byte for byte.
@Suite("Typed changes") struct ChangeTests {
    typealias Case = (change: Change<Sheet>, json: String, expected: String)

    private static func apply(_ change: Change<Sheet>, to json: String) throws -> String {
        String(
            decoding: try change.apply(to: Array(json.utf8), change.field(Sheet.Fields()), RecordCoder()),
            as: UTF8.self)
    }

    private static let appending: [Case] = [
        (.append(\.tags, "c"), #"{"tags":["b","a"]}"#, #"{"tags":["b","a","c"]}"#),
        (.append(\.tags, "a", "d"), #"{"tags":["b","a"],"n":1}"#, #"{"tags":["b","a","d"],"n":1}"#),
        (.append(\.tags, "a"), #"{"tags":["b", "a"]}"#, #"{"tags":["b", "a"]}"#),
        (.append(\.tags, "c", "c"), #"{"tags":[]}"#, #"{"tags":["c"]}"#),
        (.append(\.tags, "c"), #"{"tags":[ ]}"#, #"{"tags":[ "c"]}"#),
        (.append(\.tags, "c"), #"{ "tags" : [ "a" ] , "n" : 1 }"#, #"{ "tags" : [ "a" ,"c"] , "n" : 1 }"#),
        (.append(\.tags, "b"), #"{"tags":["a","a"]}"#, #"{"tags":["a","a","b"]}"#),
        (.append(\.tags, "c"), #"{"tags":null}"#, #"{"tags":["c"]}"#),
        (.append(\.tags, "c", "d"), "{}", #"{"tags":["c","d"]}"#),
        (.append(\.tags, contentsOf: ["c", "d"]), #"{"n":1}"#, #"{"n":1,"tags":["c","d"]}"#),
        (.append(\.tags, contentsOf: []), #"{"tags":null}"#, #"{"tags":null}"#),
        (.append(\.tags, "\u{E9}"), #"{"tags":["e\u0301"]}"#, #"{"tags":["e\u0301"]}"#),
        (.append(\.tags, "e\u{301}", "\u{E9}"), #"{"tags":[]}"#, "{\"tags\":[\"e\u{301}\"]}"),
        (.append(\.marks, -0.0, 0.5), #"{"marks":[0]}"#, #"{"marks":[0,0.5]}"#),
        (.append(\.marks, 100), #"{"marks":[1e2]}"#, #"{"marks":[1e2]}"#),
        (.append(\.list, "x"), "{}", #"{"inner":{"list":["x"]}}"#),
        (.append(\.list, "x"), #"{"inner":{"value":1}}"#, #"{"inner":{"value":1,"list":["x"]}}"#),
    ]

    private static let removing: [Case] = [
        (.remove(\.tags, "a"), #"{"tags":["a","b","a","c"]}"#, #"{"tags":["b","c"]}"#),
        (.remove(\.tags, "a", "c"), #"{"tags":["a","b","a","c"]}"#, #"{"tags":["b"]}"#),
        (.remove(\.tags, contentsOf: ["b"]), #"{"tags":["b"]}"#, #"{"tags":[]}"#),
        (.remove(\.tags, contentsOf: []), #"{"tags":["b"]}"#, #"{"tags":["b"]}"#),
        (.remove(\.tags, "x"), #"{"tags":[ "a" , "b" ]}"#, #"{"tags":[ "a" , "b" ]}"#),
        (.remove(\.tags, "a"), #"{"tags":null}"#, #"{"tags":null}"#),
        (.remove(\.tags, "a"), #"{"n":1}"#, #"{"n":1}"#),
        (.remove(\.tags, "\u{E9}"), #"{"tags":["e\u0301","e"]}"#, #"{"tags":["e"]}"#),
        (.remove(\.marks, 0), #"{"marks":[-0.0,1,0]}"#, #"{"marks":[1]}"#),
        (.remove(\.list, "x"), #"{"inner":{"list":["x","y"],"value":1}}"#, #"{"inner":{"list":["y"],"value":1}}"#),
        (.remove(\.list, "x"), #"{"inner":null}"#, #"{"inner":null}"#),
    ]

    private static let prefixes: [Case] = [
        (.replacePrefix(\.path, of: "X", with: "Z"), #"{"path":"X/C"}"#, #"{"path":"Z/C"}"#),
        (.replacePrefix(\.path, of: "X", with: "Z"), #"{"path":"X"}"#, #"{"path":"Z"}"#),
        (.replacePrefix(\.path, of: "X", with: "Z"), #"{"path":"Q/X"}"#, #"{"path":"Q/X"}"#),
        (.replacePrefix(\.path, of: "X", with: "Z"), #"{"path":"x/C"}"#, #"{"path":"x/C"}"#),
        (.replacePrefix(\.path, of: "XX", with: "Z"), #"{"path":"X"}"#, #"{"path":"X"}"#),
        (.replacePrefix(\.path, of: "X", with: ""), #"{"path":"X/C"}"#, #"{"path":"/C"}"#),
        (.replacePrefix(\.path, of: "", with: "Z/"), #"{"path":"X"}"#, #"{"path":"Z/X"}"#),
        (.replacePrefix(\.path, of: "", with: "Z/"), #"{"path":null}"#, #"{"path":null}"#),
        (.replacePrefix(\.path, of: "", with: "Z/"), #"{"n":1}"#, #"{"n":1}"#),
        (.replacePrefix(\.path, of: "\u{E9}", with: "e"), #"{"path":"e\u0301t"}"#, #"{"path":"et"}"#),
        (.replacePrefix(\.path, of: "e", with: "a"), "{\"path\":\"\u{E9}t\"}", "{\"path\":\"\u{E9}t\"}"),
        (.replacePrefix(\.path, of: "e", with: "e"), #"{"path":"ee\u0301"}"#, #"{"path":"ee\u0301"}"#),
        (.replacePrefix(\.path, of: "a\n", with: "\""), #"{"path":"a\nb"}"#, #"{"path":"\"b"}"#),
        (.replacePrefix(\.title, of: "old/", with: "new/"), "{}", #"{"title":"new/none"}"#),
    ]

    private static let numbers: [Case] = [
        (.increment(\.n), #"{"n":1}"#, #"{"n":2}"#), (.increment(\.n, by: -3), #"{"n":1}"#, #"{"n":-2}"#),
        (.increment(\.n, by: 2), #"{"n":null}"#, #"{"n":2}"#), (.increment(\.n, by: 2), "{}", #"{"n":2}"#),
        (.increment(\.small, by: 2), "{}", #"{"small":2}"#), (.increment(\.value), "{}", #"{"inner":{"value":1}}"#),
        (.increment(\.level), "{}", #"{"level":8}"#), (.increment(\.level), #"{"level":1}"#, #"{"level":2}"#),
        (.increment(\.size, by: 0.5), "{}", #"{"size":0.5}"#),
        (.increment(\.size, by: 0.5), #"{"size":null}"#, #"{"size":0.5}"#),
        (.increment(\.size, by: -0.5), #"{"size":0.75}"#, #"{"size":0.25}"#),
        (.increment(\.ratio, by: 0.5), "{}", #"{"ratio":0.5}"#),
        (.increment(\.stock, by: 250), #"{"stock":5}"#, #"{"stock":255}"#),
        (.decrement(\.n), #"{"n":1}"#, #"{"n":0}"#), (.decrement(\.small, by: 2), "{}", #"{"small":-2}"#),
        (.decrement(\.stock), #"{"stock":255}"#, #"{"stock":254}"#),
        (.decrement(\.stock, by: 5), #"{"stock":5}"#, #"{"stock":0}"#),
        (.decrement(\.stock, by: 0), "{}", #"{"stock":0}"#), (.decrement(\.left), "{}", #"{"left":6}"#),
        (.decrement(\.left, by: 2), #"{"left":18446744073709551615}"#, #"{"left":18446744073709551613}"#),
    ]

    private static let values: [Case] = [
        (.set(\.n, to: 2), #"{"n":1,"x":[]}"#, #"{"n":2,"x":[]}"#),
        (.set(\.n, to: nil), #"{"id":1,"n":1}"#, #"{"id":1}"#),
        (.set(\.n, to: nil), "{}", "{}"), (.set(\.value, to: 2), "{}", #"{"inner":{"value":2}}"#),
        (.set(\.value, to: 2), #"{"inner":null}"#, #"{"inner":{"value":2}}"#),
        (.set(\.value, to: nil), #"{"inner":{"value":2}}"#, #"{"inner":{}}"#),
        (.set(\.value, to: nil), #"{"n":1}"#, #"{"n":1}"#),
        (.set(\.tags, to: ["b", "b"]), #"{"tags":["a"]}"#, #"{"tags":["b","b"]}"#),
        (.set(\.tags, to: []), "{}", #"{"tags":[]}"#), (.set(\.list, to: ["x"]), "{}", #"{"inner":{"list":["x"]}}"#),
    ]

    @Test("Adding elements", arguments: appending)
    func appends(_ change: Change<Sheet>, _ json: String, _ expected: String) throws {
        #expect(try Self.apply(change, to: json) == expected)
    }

    @Test("Removing elements", arguments: removing)
    func removes(_ change: Change<Sheet>, _ json: String, _ expected: String) throws {
        #expect(try Self.apply(change, to: json) == expected)
    }

    @Test("Replacing a prefix", arguments: prefixes)
    func replacesPrefixes(_ change: Change<Sheet>, _ json: String, _ expected: String) throws {
        #expect(try Self.apply(change, to: json) == expected)
    }

    @Test("Adding numbers", arguments: numbers)
    func increments(_ change: Change<Sheet>, _ json: String, _ expected: String) throws {
        #expect(try Self.apply(change, to: json) == expected)
    }

    @Test("Setting values", arguments: values)
    func sets(_ change: Change<Sheet>, _ json: String, _ expected: String) throws {
        #expect(try Self.apply(change, to: json) == expected)
    }

    private static let refusals: [(Change<Sheet>, String, RoostError.Code, field: String)] = [
        (.append(\.tags, "a"), #"{"tags":"a"}"#, .valueMismatch, "tags"),
        (.append(\.tags, "a"), #"{"tags":[1]}"#, .valueMismatch, "tags"),
        (.append(\.tags, "a"), #"{"tags":["\ud800"]}"#, .corruptRecord, "tags"),
        (.append(\.tags, "a"), #"{"tags":["a""#, .corruptRecord, "tags"),
        (.append(\.list, "a"), #"{"inner":1}"#, .valueMismatch, "inner.list"),
        (.append(\.marks, .nan), "{}", .invalidKey, "marks"),
        (.append(\.marks, .infinity), "{}", .encodingFailed, "marks"),
        (.remove(\.tags, "a"), #"{"tags":{}}"#, .valueMismatch, "tags"),
        (.remove(\.tags, "a"), #"{"tags":[true]}"#, .valueMismatch, "tags"),
        (.remove(\.marks, .nan), "{}", .invalidKey, "marks"),
        (.replacePrefix(\.path, of: "a", with: "b"), #"{"path":1}"#, .decodingFailed, "path"),
        (.increment(\.n), #"{"n":9223372036854775807}"#, .invalidArgument, "n"),
        (.increment(\.small, by: -1), #"{"small":-128}"#, .invalidArgument, "small"),
        (.increment(\.stock), #"{"stock":255}"#, .invalidArgument, "stock"),
        (.decrement(\.small), #"{"small":-128}"#, .invalidArgument, "small"),
        (.decrement(\.stock), #"{"stock":0}"#, .invalidArgument, "stock"),
        (.decrement(\.stock), #"{"stock":null}"#, .invalidArgument, "stock"),
        (.decrement(\.stock), #"{"stock":-1}"#, .decodingFailed, "stock"),
        (.decrement(\.left, by: 8), "{}", .invalidArgument, "left"),
        (.increment(\.n), #"{"n":"1"}"#, .decodingFailed, "n"),
        (.increment(\.n), #"{"n":0.5}"#, .decodingFailed, "n"),
        (.increment(\.size, by: 1e308), #"{"size":1e308}"#, .invalidArgument, "size"),
        (.increment(\.ratio, by: .nan), "{}", .invalidArgument, "ratio"),
        (.increment(\.value), #"{"inner":[]}"#, .valueMismatch, "inner.value"),
        (.set(\.value, to: 1), #"{"inner":1}"#, .valueMismatch, "inner.value"),
        (.set(\.size, to: .nan), "{}", .encodingFailed, "size"),
        (.set(\.marks, to: [.nan]), "{}", .encodingFailed, "marks"),
    ]

    @Test("What a change refuses names its field", arguments: refusals)
    func refuses(_ change: Change<Sheet>, _ json: String, _ code: RoostError.Code, _ field: String) throws {
        let error = try #require(throws: RoostError.self) { try Self.apply(change, to: json) }
        #expect(error.code == code)
        #expect(error.field == field)
    }

    @Test func everyVerbTakesThem() throws {
        let db = try Database.inMemory(tables: [Sheet.table])
        let sheets = db[Sheet.self]
        try sheets.bulkAdd([Sheet(id: 1, path: "X/a", tags: ["a"]), Sheet(id: 2, path: "Q/a"), Sheet(id: 3)])
        #expect(try sheets.update(1, .append(\.tags, "b"), .remove(\.tags, "a"), .increment(\.n)))
        #expect(try sheets.all.modify(.replacePrefix(\.path, of: "X/", with: "Z/"), .append(\.tags, "c")) == 3)
        #expect(try sheets.bulkUpdate([2, 9].map { (key: $0, changes: [.append(\.tags, "d")]) }) == 1)
        #expect(try sheets.upsert(Sheet(id: 3, n: 5), update: .increment(\.size, by: 1.5)) == false)
        #expect(
            try sheets.toArray() == [
                Sheet(id: 1, n: 1, path: "Z/a", tags: ["b", "c"]), Sheet(id: 2, path: "Q/a", tags: ["c", "d"]),
                Sheet(id: 3, size: 1.5, tags: ["c"]),
            ])
        #expect(try sheets.where(\.tags).equals("c").primaryKeys() == [1, 2, 3])
        #expect(try sheets.where(\.tags).equals("a").count() == 0)
        #expect(try db.verify().isSound)
    }

    @Test func whatChangesNothingIsNotWritten() throws {
        let db = try Database.inMemory(tables: [Sheet.table])
        try db[Sheet.self].add(Sheet(id: 1, n: 1, path: "Q", tags: ["a"]))
        let revision = try db[Sheet.self].revision(of: 1)
        try db[Sheet.self].update(
            1, .append(\.tags, "a"), .remove(\.tags, "b"), .replacePrefix(\.path, of: "X", with: "Z"),
            .set(\.value, to: nil), .increment(\.n, by: 0))
        #expect(try db[Sheet.self].revision(of: 1) == revision)
    }

    @Test func aRefusedChangeUndoesTheWholeVerb() throws {
        let db = try Database.inMemory(tables: [Sheet.table])
        try db[Sheet.self].bulkAdd([Sheet(id: 1, n: 1), Sheet(id: 2, n: .max), Sheet(id: 3, n: 3)])
        expectCode(.invalidArgument) { try db[Sheet.self].update(2, .append(\.tags, "a"), .increment(\.n)) }
        expectCode(.invalidArgument) { try db[Sheet.self].all.modify(.append(\.tags, "a"), .increment(\.n)) }
        let changes: [Change<Sheet>] = [.append(\.tags, "a"), .increment(\.n)]
        let error = try #require(throws: RoostError.self) {
            try db[Sheet.self].bulkUpdate((1...3).map { (key: $0, changes: changes) })
        }
        #expect(error.position == 1)
        #expect(error.table == "sheets")
        #expect(try db[Sheet.self].toArray() == [Sheet(id: 1, n: 1), Sheet(id: 2, n: .max), Sheet(id: 3, n: 3)])
        #expect(try db.verify().isSound)
    }

    @Test func upsertWithTypedChanges() throws {
        let db = try Database.inMemory(tables: [Sheet.table, Note.table])
        #expect(try db[Sheet.self].upsert(Sheet(id: 1, n: 1), update: .increment(\.n, by: 10)))
        #expect(try db[Sheet.self].get(1)?.n == 1, "the changes are for what is stored")
        #expect(try db[Sheet.self].upsert(Sheet(id: 1, n: 1), update: .increment(\.n, by: 10)) == false)
        #expect(try db[Sheet.self].get(1)?.n == 11)
        let isNew = try db.write { tx in
            try tx[Sheet.self].upsert(Sheet(id: 1), update: .append(\.tags, "a"), .set(\.n, to: 4))
        }
        #expect(isNew == false)
        #expect(try db[Sheet.self].get(1) == Sheet(id: 1, n: 4, tags: ["a"]))
        #expect(try db[Note.self].upsert(Note(text: "no key yet"), update: .set(\.text, to: "x")))
        #expect(try db[Note.self].get(1)?.text == "no key yet")
    }

    @Test func upsertWithTypedChangesOffTheCooperativeThreads() async throws {
        let db = try Database.inMemory(tables: [Sheet.table])
        #expect(try await db[Sheet.self].upsert(Sheet(id: 1, n: 1), update: .increment(\.n, by: 10)))
        #expect(try await db[Sheet.self].upsert(Sheet(id: 1, n: 1), update: .increment(\.n, by: 10)) == false)
        #expect(try db[Sheet.self].get(1)?.n == 11)
    }

    @Test func upsertRefusesWhatAddAndTheChangesRefuse() throws {
        let db = try Database.inMemory(tables: [Sheet.table])
        try db[Sheet.self].bulkAdd([Sheet(id: 1, path: "a"), Sheet(id: 2, n: .max, path: "b")])
        expectCode(.uniqueViolation) { try db[Sheet.self].upsert(Sheet(id: 3, path: "a"), update: .increment(\.n)) }
        expectCode(.uniqueViolation) { try db[Sheet.self].upsert(Sheet(id: 2), update: .set(\.path, to: "a")) }
        expectCode(.invalidArgument) { try db[Sheet.self].upsert(Sheet(id: 2), update: .increment(\.n)) }
        #expect(try db[Sheet.self].toArray() == [Sheet(id: 1, path: "a"), Sheet(id: 2, n: .max, path: "b")])
        #expect(try db.verify().isSound)
    }

    @Test func upsertMayMoveARecord() throws {
        let db = try Database.inMemory(tables: [Sheet.table])
        try db[Sheet.self].bulkAdd([Sheet(id: 1, n: 1), Sheet(id: 2)])
        #expect(try db[Sheet.self].upsert(Sheet(id: 1), update: .set(\.id, to: 3)) == false)
        #expect(try db[Sheet.self].get(3)?.n == 1)
        expectCode(.primaryKeyExists) { try db[Sheet.self].upsert(Sheet(id: 3), update: .set(\.id, to: 2)) }
        #expect(try db[Sheet.self].all.primaryKeys() == [2, 3])
    }
}
