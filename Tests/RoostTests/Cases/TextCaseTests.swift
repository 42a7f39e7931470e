import Roost
import RoostEngineTesting
import Testing

/// Questions that Dexie.js 4.4.4 was asked about strings, section T of the cases: without an index, under a plain one,
/// and under one without case, the answer is the same.
@Suite struct TextCaseTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let id: String
        let lines: [String]
        let query: @Sendable (Query<Line>) -> Query<Line>
        let found: [String]

        init(
            _ id: String, _ lines: [String], _ found: [String],
            _ query: @escaping @Sendable (Query<Line>) -> Query<Line>
        ) {
            self.id = id
            self.lines = lines
            self.query = query
            self.found = found
        }

        var testDescription: String { id }
    }

    private static let eszett = ["straße", "STRAßE", "Straße", "STRASSE", "strasse", "STRAẞE", "ſtraſſe", "strase"]

    private static let cases: [Case] = [
        Case(
            "T1", Line.paths,
            [
                "/", "/ETC/app/LOG", "/etc", "/etc/app", "/etc/app/bin", "/etc/app/cfg", "/etc/app/log", "/opt",
                "/opt/bin",
            ], { $0 }),
        Case("T3", Line.paths, Line.paths.sorted(), { $0.where(\.text).startsWith("") }),
        Case(
            "T6", Line.paths, ["/opt/bin", "/opt", "/etc/app/log", "/etc/app/cfg", "/etc/app/bin", "/etc/app"],
            { $0.where(\.text).startsWithAnyOf("/opt", "/etc/app").reverse() }),
        Case("T7", Line.paths, ["/opt", "/opt/bin"], { $0.where(\.text).startsWithAnyOf("/opt", "/opt", "/opt") }),
        Case(
            "T10", Line.paths, ["/ETC/app/LOG", "/etc", "/etc/app", "/etc/app/bin", "/etc/app/cfg", "/etc/app/log"],
            { $0.where(\.text).startsWithIgnoreCase("/etc") }),
        Case(
            "T12", Line.paths, ["/", "/ETC/app/LOG", "/etc/app/log"],
            { $0.where(\.text).anyOfIgnoreCase("/etc/app/log", "/") }),
        Case(
            "T13", Line.paths, ["/ETC/app/LOG", "/etc/app/bin", "/etc/app/cfg", "/etc/app/log", "/opt", "/opt/bin"],
            { $0.where(\.text).startsWithAnyOfIgnoreCase("/etc/app/", "/OPT") }),
        Case(
            "T15", Line.names, ["Alpha", "LICENSE", "alpha", "zeta"],
            { $0.where(\.text).anyOfIgnoreCase(["alpha", "zeta", "license"]) }),
        Case(
            "T16", Line.names, ["LICENSE", "alpha", "alpha-two"],
            { $0.where(\.text).anyOf("alpha", "alpha-two", "LICENSE", "none") }),
        Case(
            "T18", Line.words, ["ABC DEF", "Abc DeF", "Abc Def", "abc def"],
            { $0.where(\.text).equalsIgnoreCase("abc def") }),
        Case(
            "T19", Line.words, ["abc def", "Abc Def", "Abc DeF", "ABC DEF"],
            { $0.where(\.text).equalsIgnoreCase("abc def").reverse() }),
        Case("T21", Line.words, ["abc defÖ"], { $0.where(\.text).equalsIgnoreCase("ABC DEFö") }),
        Case(
            "T22", ["Foo", "foo", "FOOBAR"], ["FOOBAR", "Foo", "foo"], { $0.where(\.text).startsWithIgnoreCase("foo") }),
        Case(
            "Z8", eszett, ["STRASSE", "STRAßE", "STRAẞE", "Straße", "strasse", "straße", "ſtraſſe"],
            { $0.where(\.text).equalsIgnoreCase("straße") }),
        Case(
            "Z9", ["ab", "ab\u{FFFF}\u{FFFF}", "abc"], ["ab", "abc", "ab\u{FFFF}\u{FFFF}"],
            { $0.where(\.text).startsWith("ab") }),
    ]

    @Test("strings under every index", arguments: cases)
    func texts(_ example: Case) throws {
        let folder = try TemporaryFolder()
        let tables = [Line.table, Line.folded, Line.unindexed]
        let db = try Database.open(at: folder.path("store"), tables: tables)
        defer { try? db.close() }
        for table in tables {
            try db.records(in: table).bulkAdd(example.lines.map { Line(text: $0) })
            let query = db.query(example.query(Query(in: table)).orderBy(\.text))
            let plan = try query.explain()
            #expect(try query.keys(\.text) == example.found, "\(plan)")
            #expect(try query.count() == example.found.count)
        }
    }
}
