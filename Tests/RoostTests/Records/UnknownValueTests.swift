import RoostEngineTesting
import Testing

@testable import Roost

/// A stored value that its Swift type does not know any more.
@Suite("Unknown values") struct UnknownValueTests {
    private enum OldRank: String, Codable, OrderedComponent { case bronze, gold, silver }
    private enum Rank: String, Codable, OrderedComponent { case bronze, silver }
    private enum OldGrade: Int, Codable, OrderedComponent { case one = 1, two, three }
    private enum Grade: Int, Codable, OrderedComponent { case one = 1, three = 3 }

    private struct OldMember: Codable, Sendable, Record {
        var key: OldRank, rank: OldRank, grade: OldGrade?, ranks: [OldRank]

        struct Fields: Sendable {
            let key = Field("key", \OldMember.key)
            let rank = Field("rank", \OldMember.rank)
            let grade = Field("grade", \OldMember.grade)
            let ranks = EachField("ranks", \OldMember.ranks)
        }
        static func declared(_ isIndexed: Bool) -> Table<OldMember, OldRank> {
            Table("members", fields: Fields(), primaryKey: \Fields.key) {
                if isIndexed {
                    Index($0.rank)
                    Index($0.grade.descending, $0.rank)
                    Index.each($0.ranks)
                }
            }
        }
        static let table: Table<OldMember, OldRank> = declared(false)
    }

    private struct Member: Codable, Sendable, Record {
        var key: Rank, rank: Rank, grade: Grade?, ranks: [Rank]

        struct Fields: Sendable {
            let key = Field("key", \Member.key)
            let rank = Field("rank", \Member.rank)
            let grade = Field("grade", \Member.grade)
            let ranks = EachField("ranks", \Member.ranks)
        }
        static func declared(_ isIndexed: Bool) -> Table<Member, Rank> {
            Table("members", fields: Fields(), primaryKey: \Fields.key) {
                if isIndexed {
                    Index($0.rank)
                    Index($0.grade.descending, $0.rank)
                    Index.each($0.ranks)
                }
            }
        }
        static let table: Table<Member, Rank> = declared(false)
    }

    private typealias Members = Records<Member, Database>
    private typealias Case = (name: String, field: String, position: Int?, run: @Sendable (Members) throws -> Void)

    private static let cases: [Case] = [
        ("keys", "rank", 1, { _ = try $0.orderBy(\.rank).keys(\.rank) }),
        ("keys of an optional", "grade", 1, { _ = try $0.orderBy(\.grade).keys(\.grade) }),
        ("keys of elements", "ranks", 1, { _ = try $0.where(\.key).equals(.bronze).keys(\.ranks) }),
        ("uniqueKeys", "rank", 1, { _ = try $0.all.uniqueKeys(\.rank) }),
        ("firstKey", "rank", 0, { _ = try $0.orderBy(\.rank).offset(1).firstKey(\.rank) }),
        ("lastKey", "grade", 0, { _ = try $0.orderBy(\.grade).limit(2).reverse().offset(1).lastKey(\.grade) }),
        ("min", "rank", nil, { _ = try $0.where(\.rank).above(.bronze).min(\.rank) }),
        ("max", "rank", nil, { _ = try $0.where(\.rank).below(.silver).max(\.rank) }),
        ("groupedCount", "grade", nil, { _ = try $0.all.groupedCount(\.grade) }),
        ("select", "grade", 1, { _ = try $0.orderBy(\.key).select(\.grade, \.rank).toArray() }),
        (
            "select, the second field", "rank", 1,
            { _ = try $0.where(\.key).anyOf(.bronze, .silver).orderBy(\.key).select(\.grade, \.rank).toArray() }
        ),
        ("primaryKeys", "key", 1, { _ = try $0.all.primaryKeys() }),
        ("toArray", "ranks.1", nil, { _ = try $0.all.toArray() }),
        ("first", "rank", nil, { _ = try $0.where(\.key).equals(.silver).first() }),
        ("get", "ranks.1", nil, { _ = try $0.get(.bronze) }),
        ("update", "rank", nil, { _ = try $0.update(.silver) { $0.grade = nil } }),
    ]

    private static func store(in folder: borrowing TemporaryFolder, _ isIndexed: Bool) throws -> Database {
        let path = folder.path("store")
        let table = OldMember.declared(isIndexed)
        let db = try Database.open(at: path, tables: [table])
        try db.records(in: table).bulkPut([
            OldMember(key: .bronze, rank: .bronze, grade: .one, ranks: [.bronze, .gold]),
            OldMember(key: .gold, rank: .gold, grade: .two, ranks: [.silver]),
            OldMember(key: .silver, rank: .gold, grade: .three, ranks: [.silver]),
        ])
        try db.close()
        return try Database.open(at: path, tables: [Member.declared(isIndexed)])
    }

    @Test(arguments: [false, true]) func everyVerbNamesTableFieldAndPosition(isIndexed: Bool) throws {
        let folder = try TemporaryFolder()
        let db = try Self.store(in: folder, isIndexed)
        let members = db.records(in: Member.declared(isIndexed))
        for test in Self.cases {
            let error = #expect(throws: RoostError.self, "\(test.name)") { try test.run(members) }
            #expect(error?.code == .unknownValue, "\(test.name)")
            #expect(error?.table == "members", "\(test.name)")
            #expect(error?.field == test.field, "\(test.name)")
            #expect(error?.position == test.position, "\(test.name)")
            #expect(error.map { "\($0)".contains("gold") } == false, "\(test.name)")
        }
        // What does not want the value does without it.
        #expect(try members.count() == 3)
        #expect(try members.where(\.rank).equals(.bronze).count() == 1)
        #expect(try members.where(\.rank).noneOf(.bronze, .silver).delete() == 2)
        try db.close()
    }
}
