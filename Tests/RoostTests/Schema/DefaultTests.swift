import RoostEngine
import Testing

@testable import Roost

/// A record whose stored JSON lacks two fields that `init(from:)` would fill in.
private struct Old: Codable, Sendable, Record {
    var id: Int
    struct Fields: Sendable {
        let id = Field("id", \Old.id)
        let level = Field("level", \Old.level, default: 7)
        let name = Field("name", \Old.name, default: "Unnamed")
    }
    // Computed, so never in the JSON.
    var level: Int { 7 }
    var name: String { "Unnamed" }
    static let table = Table("things", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.level)
        Index($0.name.ignoringCase)
    }
}

@Suite struct DefaultTests {
    @Test func anAbsentPathHasTheDeclaredDefault() throws {
        let db = try Database.inMemory(tables: [Old.table])
        try db[Old.self].bulkPut([Old(id: 1), Old(id: 2)])
        #expect(try db[Old.self].where(\.level).equals(7).count() == 2)
        #expect(try db[Old.self].where(\.level).equals(7).explain().index == "level")
        #expect(try db[Old.self].where(\.id).above(0).where(\.level).below(7).count() == 0, "as a filter too")
        #expect(try db[Old.self].orderBy(\.level).keys(\.level) == [7, 7])
        #expect(try db.verify().isSound)
    }
}
