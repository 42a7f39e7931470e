import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Errors of the codec say at which coding path, and never what stands there.
@Suite struct CodingFailureTests {
    private struct Address: Codable, Sendable {
        var city: String
        var scores: [Double] = []
    }

    private enum Colour: String, Codable, Sendable { case red, tan }

    private struct Person: Codable, Sendable, Record {
        var id: Int
        var address = Address(city: "Bern")
        var byName: [String: Address] = [:]
        var score = 0.5
        var colour: Colour?
        var born: Date?

        struct Fields: Sendable {
            let id = Field("id", \Person.id)
            let score = Field("score", \Person.score)
        }
        static let table: Table<Person, Int> = Table("persons", fields: Fields(), primaryKey: \.id)
    }

    private func error(_ body: () throws -> Void) -> RoostError? {
        do {
            try body()
            return nil
        } catch {
            return error as? RoostError
        }
    }

    private static let refused: [(field: String, person: Person)] = [
        ("score", Person(id: 1, score: .nan)),
        ("address.scores.1", Person(id: 1, address: Address(city: "", scores: [1, .infinity]))),
        ("born", Person(id: 1, born: Date(timeIntervalSinceReferenceDate: .nan))),
        ("byName.*.scores.0", Person(id: 1, byName: ["secret": Address(city: "", scores: [.nan])])),
    ]

    @Test(arguments: refused.indices) func aNumberThatIsNoneNamesItsPath(index: Int) throws {
        let (field, person) = Self.refused[index]
        let db = try Database.inMemory(tables: [Person.table])
        try db[Person.self].put(Person(id: 1))
        let errors = [
            error { try db[Person.self].put(person) }, error { try db[Person.self].update(1) { $0 = person } },
            error { _ = try db[Person.self].bulkPut([person]) },
        ]
        for error in errors {
            #expect(error?.code == .encodingFailed)
            #expect(error?.field == field)
            #expect(error?.table == "persons")
            #expect(error?.message.contains("the value at \(field) is not a finite number") == true)
            #expect(error.map { "\($0)".contains("secret") } == false)
        }
    }

    @Test func aTypedChangeNamesItsField() throws {
        let db = try Database.inMemory(tables: [Person.table])
        try db[Person.self].put(Person(id: 1))
        let error = error { _ = try db[Person.self].update(1, .set(\.score, to: .nan)) }
        #expect(error?.code == .encodingFailed)
        #expect(error?.field == "score")
    }

    @Test(
        arguments: [
            (#"{"id":1,"byName":{},"score":1}"#, "address", "there is no value at address"),
            (
                #"{"id":1,"byName":{},"score":1,"address":{"scores":[]}}"#, "address.city",
                "there is no value at address.city"
            ),
            (#"{"id":1,"byName":{},"score":1,"address":{"city":7,"scores":[]}}"#, "address.city", "is no String"),
            (
                #"{"id":1,"byName":{},"score":1,"address":{"city":null,"scores":[]}}"#, "address.city",
                "there is no String"
            ),
            (
                #"{"id":1,"byName":{},"score":1,"address":{"city":"a","scores":[1,"secret"]}}"#, "address.scores.1",
                "no Double"
            ),
            (
                #"{"id":1,"byName":{"secret":{"city":"a"}},"score":1,"address":{"city":"a","scores":[]}}"#,
                "byName.*.scores", "there is no value at byName.*.scores"
            ),
            (
                #"{"id":1,"byName":{},"score":1,"colour":"secret","address":{"city":"a","scores":[]}}"#, "colour",
                "the value at colour cannot be read"
            ),
        ])
    func aRecordThatDoesNotDecodeNamesItsPath(json: String, field: String, text: String) throws {
        let store = try LevelDBStore.inMemory()
        let db = try Database.open(store, path: nil, tables: [Person.table])
        try db[Person.self].put(Person(id: 1))
        let layout = try #require(db.published.current.tables["persons"])
        let key = layout.records.prefix + (try layout.encode(1))
        var bytes: [UInt8] = []
        Envelope(schemaVersion: 1, revision: 1).append(to: &bytes)
        try store.commit { $0.put(key, bytes + Array(json.utf8)) }
        let error = error { _ = try db[Person.self].get(1) }
        #expect(error?.code == (field == "colour" ? .unknownValue : .decodingFailed))
        #expect(error?.field == field)
        #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test func otherErrorsHaveNoPath() {
        struct Stop: Error {}
        #expect(CodingFailure(Stop()) == nil)
        let failure = CodingFailure(
            EncodingError.invalidValue(1, EncodingError.Context(codingPath: [], debugDescription: "")))
        #expect(failure?.path == nil)
        #expect(failure?.clause == "the value refused to be encoded")
    }
}
