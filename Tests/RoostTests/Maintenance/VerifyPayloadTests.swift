import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// `verify()` reads every payload, so that it calls nothing sound that reading refuses.
@Suite struct VerifyPayloadTests {
    /// Puts one value in place of the stored one of a counter, below the database.
    private func planted(_ change: (inout [UInt8]) throws -> Void) throws -> Database {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Counter.table])
        try db[Counter.self].bulkPut([Counter(name: "a", value: 1), Counter(name: "b", value: 2)])
        #expect(try db.verify().problems == [])
        let layout = try #require(db.published.current.tables["counters"])
        let key = layout.records.prefix + (try layout.encode("b"))
        var value = try #require(try store.value(key))
        try change(&value)
        try store.commit { $0.put(key, value) }
        return db
    }

    private func planted(json: String) throws -> Database {
        try planted { value in
            let payload = try Envelope.decode(value.span).payloadRange
            value.replaceSubrange(payload, with: Array(json.utf8))
        }
    }

    private func expectUnsound(_ db: Database, _ text: String) throws {
        // What reading refuses.
        #expect(throws: RoostError.self) { try db[Counter.self].get("b") }
        #expect(throws: RoostError.self) { try db[Counter.self].toArray() }
        let report = try db.verify()
        #expect(!report.isSound)
        #expect(report.records == 2)
        let told = report.problems.contains { $0.contains("record 2") && $0.contains(text) }
        #expect(told, "\(report.problems)")
    }

    @Test(
        "JSON that is malformed, behind the paths of the indexes as well",
        arguments: [
            #"{"name":"b","value":2"#, #"{"name":"b","value":2,}"#, #"{"name":"b","value":2}}"#,
            #"{"name":"b","value":2,"more":tru}"#, #"{"name":"b","value":2,"name":"b"}"#,
            #"{"name":"b","value":2,"more":"\ud800"}"#, #"{"name":"b","value":2,"more":[1 2]}"#, "",
            #"{"name":"b","value":2,"more":01}"#, #"{"name":"b","value":2}"# + "\0",
        ])
    func malformed(json: String) throws {
        try expectUnsound(planted(json: json), "malformed")
    }

    @Test("Bytes that are no UTF-8")
    func notUTF8() throws {
        let db = try planted { value in
            let payload = try Envelope.decode(value.span).payloadRange
            let json = Array(#"{"name":"b","value":2,"more":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
            value.replaceSubrange(payload, with: json)
        }
        try expectUnsound(db, "malformed")
    }

    @Test(
        "Values of another kind, and values that are missing",
        arguments: [
            (#"{"name":"b","value":"2"}"#, "value"), (#"{"name":"b"}"#, "value"),
            (#"{"name":"b","value":null}"#, "value"),
            (#"{"name":7,"value":2}"#, "valueMismatch"), (#"{"value":2}"#, "primary key"), ("[]", "primary key"),
        ])
    func otherKinds(json: String, text: String) throws {
        try expectUnsound(planted(json: json), text)
    }

    @Test("A record under a primary key that is not its own")
    func otherKey() throws {
        let report = try planted(json: #"{"name":"a","value":2}"#).verify()
        #expect(report.problems.contains { $0.contains("primary key") })
    }

    @Test("A Snappy block that is cut short, and one that is none")
    func snappy() throws {
        for cut in [1, 20] {
            let db = try planted { value in
                let long = Array(#"{"name":"b","value":2,"more":"\#(String(repeating: "ab", count: 500))"}"#.utf8)
                var block: [UInt8] = []
                try Snappy.compress(long.span, appendingTo: &block)
                let payload = try Envelope.decode(value.span).payloadRange
                value[0] |= 1
                value.replaceSubrange(payload, with: block.dropLast(cut))
            }
            try expectUnsound(db, "corruptRecord")
        }
        try expectUnsound(planted { $0[0] |= 1 }, "corruptRecord")
    }

    @Test("Envelopes that are cut short, of another format, and with flags that mean nothing")
    func envelopes() throws {
        try expectUnsound(planted { $0 = [] }, "corruptRecord")
        try expectUnsound(planted { $0 = [$0[0]] }, "corruptRecord")
        try expectUnsound(planted { $0[0] = 0x20 }, "unsupportedFormat")
        try expectUnsound(planted { $0[1] = 1 }, "unsupportedFormat")
        try expectUnsound(planted { $0[0] |= 4 }, "corruptRecord")
    }

    @Test("Random damage: whatever reading refuses is told of", arguments: UInt64(0)..<4)
    func damage(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let db = try planted { value in
                let position = Int.random(in: value.indices, using: &generator)
                value[position] = UInt8.random(in: 0...255, using: &generator)
            }
            let isReadable = (try? db[Counter.self].toArray()) != nil && (try? db[Counter.self].get("b")) != nil
            if !isReadable { #expect(try !db.verify().isSound, "seed \(seed)") }
        }
    }

    @Test("Problems show no stored value")
    func redaction() throws {
        let db = try planted(json: #"{"name":"b","value":"a secret"}"#)
        #expect(try db.verify().problems.allSatisfy { !$0.contains("secret") })
    }
}
