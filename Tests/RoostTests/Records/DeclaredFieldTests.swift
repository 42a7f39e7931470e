import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Every declared field means what it says, whether an index has it or not.
@Suite("Declared fields") struct DeclaredFieldTests {
    private struct Nested: Sendable {
        struct Deeper: Sendable { let field: Field<Town, String> }
        let deeper: Deeper
        let list: [Field<Town, String>]
    }

    /// Fields whose paths do not lead to their values, with the path that the error names.
    private static let wrong: [(path: String, field: any Sendable)] = [
        ("nmae", Field("nmae", \Town.name)),
        ("name.first", Field("name.first", \Town.name)),
        ("NAME", Field("NAME", \Town.name)),
        ("nick", Field("nick", \Town.name)),
        ("name", Field("name", \Town.nick)),
        ("people", Field("people", \Town.id)),
        ("shout", Field("shout", \Town.shout)),
        ("renamed", Field("renamed", \Town.renamed)),
        ("levle", Field("levle", \Town.level, default: .low)),
        ("mayor.nmae", Field("mayor.nmae", \Town.mayor?.name)),
        ("name", Field("name", \Town.mayor?.name)),
        ("mayor/age", Field("mayor/age", \Town.mayor?.age)),
        ("former.age", Field("former.age", \Town.former.first?.age)),
        ("former.0.name", Field("former.0.name", \Town.former.first?.name)),
        ("buildings.bridge", Field("buildings.bridge", \Town.buildings[.bridge])),
        ("tgas", EachField("tgas", \Town.tags)),
        ("mark", EachField("mark", \Town.marks)),
        ("nmae", Nested(deeper: .init(field: Field("nmae", \Town.name)), list: [])),
        ("nmae", Nested(deeper: .init(field: Field("name", \Town.name)), list: [Field("nmae", \Town.name)])),
    ]

    private static let right: [any Sendable] = [
        Field("name", \Town.name), Field("nick", \Town.nick), Field("other", \Town.renamed),
        Field("level", \Town.level), Field("level", \Town.level, default: .low), Field("mayor.age", \Town.mayor?.age),
        Field("people", \Town.people), EachField("tags", \Town.tags), EachField("marks", \Town.marks),
        Field("nothing", \Town.nick?.first?.wholeNumberValue),
        Nested(deeper: .init(field: Field("name", \Town.name)), list: [Field("name", \Town.name)]),
    ]

    @Test(arguments: wrong.indices) func aWrongFieldIsRefusedByThePut(_ number: Int) throws {
        let (path, field) = Self.wrong[number]
        let table = Town.declared(Town.Fields(more: field))
        let db = try Database.inMemory(tables: [table])
        let puts: [(Records<Town, Database>) throws -> Void] = [
            { try $0.put(Town.bern) }, { try $0.add(Town.bern) }, { try $0.bulkPut([Town.bern]) },
            { try $0.upsert(Town.bern, update: .increment(\.people)) },
        ]
        for put in puts {
            let error = #expect(throws: RoostError.self) { try put(db.records(in: table)) }
            #expect(error?.code == .fieldPathMismatch)
            #expect(error?.table == "towns")
            #expect(error?.field == path)
        }
        #expect(try db.records(in: table).count() == 0)
    }

    @Test(arguments: right.indices) func aRightFieldIsAccepted(_ number: Int) throws {
        let table = Town.declared(Town.Fields(more: Self.right[number]))
        let db = try Database.inMemory(tables: [table])
        try db.records(in: table).bulkPut([Town.thun, Town.bern])
        #expect(try db.records(in: table).all.toArray() == [Town.bern, Town.thun])
    }

    @Test func aValueThatIsMissingLaterIsRefused() throws {
        let db = try Database.inMemory(tables: [Forgetful.table])
        try db[Forgetful.self].put(Forgetful(id: 1, value: 7))
        try db[Forgetful.self].put(Forgetful(id: 2, value: nil))
        expectCode(.fieldPathMismatch) { try db[Forgetful.self].put(Forgetful(id: 3, value: -1)) }
        #expect(try db[Forgetful.self].count() == 2)
    }

    // MARK: - Verbs that name a field no write of this process has confirmed

    typealias Verb = (name: String, run: @Sendable (Database, Table<Town, Int>) throws -> Void)

    private static let wrongFields = Town.Fields(
        name: Field("nmae", \Town.name), nick: Field("nikc", \Town.nick), people: Field("poeple", \Town.people),
        tags: EachField("tgas", \Town.tags), mayor: Field("mayor.nmae", \Town.mayor?.name))

    private static let verbs: [Verb] = [
        ("equals", { _ = try $0.records(in: $1).where(\.name).equals("Bern").toArray() }),
        ("noneOf", { _ = try $0.records(in: $1).where(\.name).noneOf("Bern").count() }),
        ("ignore case", { _ = try $0.records(in: $1).where(\.name).equalsIgnoreCase("bern").first() }),
        ("or", { _ = try $0.records(in: $1).where(\.id).equals(1).or(\.name).equals("x").primaryKeys() }),
        ("tuple", { _ = try $0.records(in: $1).where(\.id, \.name).equals(1, "x").count() }),
        ("optional", { _ = try $0.records(in: $1).where(\.nick).isNil().count() }),
        ("optional chain", { _ = try $0.records(in: $1).where(\.mayor).isNil().count() }),
        ("elements", { _ = try $0.records(in: $1).where(\.tags).equals("old").count() }),
        ("no element", { _ = try $0.records(in: $1).where(\.tags).notEqual("old").count() }),
        ("get", { _ = try $0.records(in: $1).get(\.name, "Bern") }),
        ("delete", { _ = try $0.records(in: $1).where(\.name).notEqual("Bern").delete() }),
        ("modify", { _ = try $0.records(in: $1).where(\.name).notEqual("Bern").modify { $0.people = 0 } }),
        ("modify, typed", { _ = try $0.records(in: $1).all.modify(.set(\.name, to: "x")) }),
        ("set", { _ = try $0.records(in: $1).update(1, .set(\.name, to: "x")) }),
        ("set to nil", { _ = try $0.records(in: $1).update(1, .set(\.nick, to: nil)) }),
        ("set where nothing is", { _ = try $0.records(in: $1).update(2, .set(\.nick, to: "x")) }),
        ("set elements", { _ = try $0.records(in: $1).update(1, .set(\.tags, to: ["x"])) }),
        ("append", { _ = try $0.records(in: $1).update(2, .append(\.tags, "x")) }),
        ("remove", { _ = try $0.records(in: $1).update(1, .remove(\.tags, "old")) }),
        ("increment", { _ = try $0.records(in: $1).update(1, .increment(\.people)) }),
        ("replacePrefix", { _ = try $0.records(in: $1).update(1, .replacePrefix(\.name, of: "B", with: "b")) }),
        ("bulkUpdate", { _ = try $0.records(in: $1).bulkUpdate([(key: 1, changes: [.set(\.name, to: "x")])]) }),
        ("upsert", { _ = try $0.records(in: $1).upsert(Town.bern, update: .increment(\.people)) }),
        ("orderBy", { _ = try $0.records(in: $1).orderBy(\.people).toArray() }),
        ("keys", { _ = try $0.records(in: $1).all.keys(\.name) }),
        ("keys of elements", { _ = try $0.records(in: $1).all.keys(\.tags) }),
        ("uniqueKeys", { _ = try $0.records(in: $1).all.uniqueKeys(\.name) }),
        ("firstKey", { _ = try $0.records(in: $1).all.firstKey(\.name) }),
        ("lastKey", { _ = try $0.records(in: $1).all.lastKey(\.name) }),
        ("min", { _ = try $0.records(in: $1).all.min(\.people) }),
        ("max", { _ = try $0.records(in: $1).all.max(\.people) }),
        ("sum", { _ = try $0.records(in: $1).all.sum(\.people) }),
        ("average", { _ = try $0.records(in: $1).all.average(\.people) }),
        ("groupedCount", { _ = try $0.records(in: $1).all.groupedCount(\.nick) }),
        ("select", { _ = try $0.records(in: $1).all.select(\.id, \.nick).toArray() }),
        ("page", { _ = try $0.records(in: $1).where(\.name).equals("x").page(size: 2) }),
        ("explain", { _ = try $0.records(in: $1).where(\.name).equals("x").explain() }),
        ("analyze", { _ = try $0.records(in: $1).where(\.name).equals("x").analyze() }),
        (
            "in a transaction",
            { db, table in
                try db.write { tx throws in _ = try tx.records(in: table).where(\.name).equals("x").count() }
            }
        ),
    ]

    private static func stored(in folder: borrowing TemporaryFolder, _ towns: [Town]) throws -> String {
        let path = folder.path("store")
        let db = try Database.open(at: path, tables: [Town.table])
        try db[Town.self].bulkPut(towns)
        try db.close()
        return path
    }

    @Test func everyVerbThatNamesAWrongFieldFails() throws {
        let folder = try TemporaryFolder()
        let path = try Self.stored(in: folder, [Town.bern, Town.thun])
        for verb in Self.verbs {
            // Opened anew, so that nothing is known of the fields.
            let table = Town.declared(Self.wrongFields)
            let db = try Database.open(at: path, tables: [table])
            let error = #expect(throws: RoostError.self, "\(verb.name)") { try verb.run(db, table) }
            #expect(error?.code == .fieldPathMismatch, "\(verb.name)")
            #expect(error?.table == "towns", "\(verb.name)")
            #expect(["nmae", "nikc", "poeple", "tgas", "mayor.nmae"].contains(error?.field), "\(verb.name)")
            #expect(try db.records(in: table).all.toArray() == [Town.bern, Town.thun], "\(verb.name)")
            try db.close()
        }
    }

    @Test func noVerbThatNamesARightFieldFails() throws {
        let folder = try TemporaryFolder()
        let path = try Self.stored(in: folder, [Town.thun, Town.bern])
        let table = Town.declared(Town.Fields())
        let db = try Database.open(at: path, tables: [table])
        for verb in Self.verbs { #expect(throws: Never.self, "\(verb.name)") { try verb.run(db, table) } }
        try db.close()
    }

    @Test func aStreamOfAWrongFieldFails() async throws {
        let folder = try TemporaryFolder()
        let path = try Self.stored(in: folder, [Town.bern, Town.thun])
        let table = Town.declared(Self.wrongFields)
        let db = try Database.open(at: path, tables: [table])
        await #expect(throws: RoostError.self) {
            for try await _ in db.stream(Query(in: table).where(\.name).equals("Bern")) {}
        }
        try await db.close()
    }

    @Test func aFieldThatIsNoStoredPropertyIsCheckedWhenItIsUsed() throws {
        let db = try Database.inMemory(tables: [LazyTown.table])
        try db[LazyTown.self].put(LazyTown(id: 1, name: "Bern"))
        expectCode(.fieldPathMismatch) { try db[LazyTown.self].where(\.wrong).notEqual("Bern").delete() }
        expectCode(.fieldPathMismatch) { try db[LazyTown.self].update(1, .set(\.wrong, to: "x")) }
        #expect(try db[LazyTown.self].where(\.right).equals("Bern").count() == 1)
        #expect(try db[LazyTown.self].count() == 1)
    }

    @Test func whatTheFirstRecordsHaveNoValueInIsCheckedOnThoseThatAreReadOrDeleted() throws {
        let folder = try TemporaryFolder()
        var towns = (1...100).map { Town(id: $0, name: "n", people: 1) }
        towns[90].nick = "x"
        let path = try Self.stored(in: folder, towns)
        let verbs: [(Records<Town, Database>) throws -> Void] = [
            { _ = try $0.where(\.nick).isNil().delete() }, { _ = try $0.where(\.nick).isNil().toArray() },
            { _ = try $0.where(\.nick).notEqual("x").modify(.increment(\.people)) },
            { try $0.where(\.nick).isNil().each { _ in } },
        ]
        for verb in verbs {
            let table = Town.declared(Town.Fields(nick: Field("nikc", \Town.nick)))
            let db = try Database.open(at: path, tables: [table])
            expectCode(.fieldPathMismatch) { try verb(db.records(in: table)) }
            #expect(try db.records(in: table).all.toArray() == towns)
            try db.close()
        }
    }

    @Test func recordsOfAnOlderProgramAreNoReasonToFail() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        var db = try Database.open(at: path, tables: [OldTown.table])
        try db[OldTown.self].bulkPut([OldTown(id: 1), OldTown(id: 2)])
        try db.close()
        db = try Database.open(at: path, tables: [NewTown.table])
        // Filled in by `init(from:)`, so that the JSON of these two has no name yet.
        #expect(try db[NewTown.self].where(\.name).isNil().count() == 2)
        #expect(try db[NewTown.self].where(\.name).equals("none").count() == 0)
        #expect(try db[NewTown.self].update(1, .set(\.name, to: "Bern")))
        #expect(try db[NewTown.self].where(\.name).equals("Bern").primaryKeys() == [1])
        try db.close()
    }

    @Test func aFieldIsLookedForInAFewRecordsAndOnce() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        var db = try Database.open(at: path, tables: [CountedTown.table])
        try db[CountedTown.self].bulkPut((1...100).map { CountedTown(id: $0, name: "n", nick: nil) })
        try db.close()
        db = try Database.open(at: path, tables: [CountedTown.declared(CountedTown.Fields())])
        func decoded(_ body: () throws -> Void) rethrows -> Int {
            let before = CountedTown.decoded.withLock { $0 }
            try body()
            return CountedTown.decoded.withLock { $0 } - before
        }
        let table = CountedTown.declared(CountedTown.Fields())
        let records = db.records(in: table)
        #expect(try decoded { _ = try records.where(\.name).equals("n").count() } == 1)
        #expect(try decoded { _ = try records.where(\.name).equals("n").count() } == 0)
        // Nobody has one.
        #expect(try decoded { _ = try records.where(\.nick).isNil().count() } == 64)
        #expect(try decoded { _ = try records.where(\.nick).isNil().count() } == 0)
        #expect(try decoded { try records.put(CountedTown(id: 101, name: "n", nick: "x")) } == 0)
        #expect(try decoded { _ = try records.where(\.nick).isNil().delete() } == 0)
        try db.close()
    }
}

/// Does not write what is negative.
private struct Forgetful: Codable, Sendable, Record {
    var id: Int
    var value: Int?

    init(id: Int, value: Int?) {
        self.id = id
        self.value = value
    }

    enum CodingKeys: CodingKey { case id, value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        if let value, value >= 0 { try container.encode(value, forKey: .value) }
    }

    struct Fields: Sendable {
        let id = Field("id", \Forgetful.id)
        let value = Field("value", \Forgetful.value)
    }
    static let table = Table("forgetful", fields: Fields(), primaryKey: \Fields.id)
}

private struct LazyTown: Codable, Sendable, Record {
    var id: Int, name: String

    struct Fields: Sendable {
        let id = Field("id", \LazyTown.id)
        var wrong: Field<LazyTown, String> { Field("nmae", \LazyTown.name) }
        var right: Field<LazyTown, String> { Field("name", \LazyTown.name) }
    }
    static let table = Table("lazy", fields: Fields(), primaryKey: \Fields.id)
}

private struct OldTown: Codable, Sendable, Record {
    var id: Int

    struct Fields: Sendable { let id = Field("id", \OldTown.id) }
    static let table = Table("aging", fields: Fields(), primaryKey: \Fields.id)
}

private struct NewTown: Codable, Sendable, Record {
    var id: Int
    var name: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int.self, forKey: .id)
        name = try container.decodeIfPresent(String.self, forKey: .name) ?? "none"
    }

    enum CodingKeys: CodingKey { case id, name }

    struct Fields: Sendable {
        let id = Field("id", \NewTown.id)
        let name = Field("name", \NewTown.name)
    }
    static let table = Table("aging", fields: Fields(), primaryKey: \Fields.id)
}

/// Counts how often one is decoded.
private struct CountedTown: Codable, Sendable, Record {
    static let decoded = Guarded(0)

    var id: Int, name: String, nick: String?

    init(id: Int, name: String, nick: String?) {
        self.id = id
        self.name = name
        self.nick = nick
    }

    init(from decoder: any Decoder) throws {
        Self.decoded.withLock { $0 += 1 }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int.self, forKey: .id)
        name = try container.decode(String.self, forKey: .name)
        nick = try container.decodeIfPresent(String.self, forKey: .nick)
    }

    enum CodingKeys: CodingKey { case id, name, nick }

    struct Fields: Sendable {
        let id = Field("id", \CountedTown.id)
        let name = Field("name", \CountedTown.name)
        let nick = Field("nick", \CountedTown.nick)
    }
    static let table: Table<CountedTown, Int> = declared(Fields())

    static func declared(_ fields: Fields) -> Table<CountedTown, Int> {
        Table("counted", fields: fields, primaryKey: \Fields.id)
    }
}
