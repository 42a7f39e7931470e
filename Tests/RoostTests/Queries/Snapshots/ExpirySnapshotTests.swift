import Foundation
import Roost
import Testing

/// What is expired is absent from every answer, swept or not, and plans stay as they are.
@Suite("Snapshots: expiry") struct ExpirySnapshotTests {
    private struct Loan: Codable, Sendable, Record {
        var id: Int
        var reader: String
        var until: Date?

        struct Fields: Sendable {
            let id = Field("id", \Loan.id)
            let reader = Field("reader", \Loan.reader)
            let until = Field("until", \Loan.until)
        }
        static let table = Table("loans", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.reader)
            Index($0.until)
        }
        .expiring(at: \Fields.until)
    }

    private struct Case: CustomTestStringConvertible, Sendable {
        let query: Query<Loan>
        let plan: String
        let before: [Int]
        let after: [Int]

        var testDescription: String { plan }
    }

    private static let loans = Query(Loan.self)

    private static func time(_ seconds: Double) -> Date { TestClock.start + seconds }

    /// Before and after ten seconds, when the loans 1 and 4 have expired.
    private static let cases = [
        Case(query: loans, plan: "loans: table scan", before: [1, 2, 3, 4, 5, 6], after: [2, 3, 5, 6]),
        Case(
            query: loans.where(\.id).below(4), plan: "loans: primary key (id < 4)", before: [1, 2, 3], after: [2, 3]),
        Case(query: loans.where(\.id).equals(4), plan: "loans: primary key (id = 4)", before: [4], after: []),
        Case(
            query: loans.where(\.reader).equals("ann"), plan: #"loans: index reader (reader = "ann")"#,
            before: [1, 3, 5], after: [3, 5]),
        Case(
            query: loans.orderBy(\.reader).reverse().limit(3), plan: "loans: index reader, backwards",
            before: [6, 4, 2], after: [6, 2, 5]),
        Case(
            query: loans.where(\.until).belowOrEqual(time(20)),
            plan: "loans: index until (until <= \(time(20)))", before: [1, 4, 3], after: [3]),
        Case(query: loans.where(\.until).isNil(), plan: "loans: index until (until is nil)", before: [6], after: [6]),
        Case(
            query: loans.orderBy(\.until).offset(1).limit(2), plan: "loans: index until", before: [1, 4],
            after: [3, 2]),
        Case(
            query: loans.where(\.id).equals(1).or(\.reader).equals("bob"),
            plan: #"loans: any of (primary key (id = 1); index reader (reader = "bob"))"#, before: [1, 2, 4, 6],
            after: [2, 6]),
        Case(
            query: loans.where(\.reader).equals("ann").filter { $0.id < 5 },
            plan: #"loans: index reader (reader = "ann"), a closure"#, before: [1, 3], after: [3]),
    ]

    @Test(arguments: cases) private func planAndAnswer(_ example: Case) throws {
        let clock = TestClock()
        let db = try Database.inMemory(tables: [Loan.table], options: clock.options)
        try db[Loan.self].bulkAdd([
            Loan(id: 1, reader: "ann", until: Self.time(5)), Loan(id: 2, reader: "bob", until: Self.time(30)),
            Loan(id: 3, reader: "ann", until: Self.time(20)), Loan(id: 4, reader: "bob", until: Self.time(10)),
            Loan(id: 5, reader: "ann", until: Self.time(40)), Loan(id: 6, reader: "bob"),
        ])
        let request = db.query(example.query)
        func check(_ ids: [Int]) throws {
            let explained = try request.explain().description
            #expect(explained == example.plan)
            #expect(try request.toArray().map(\.id) == ids)
            #expect(try request.primaryKeys() == ids)
            #expect(try request.count() == ids.count)
            #expect(try request.first()?.id == ids.first)
            #expect(try request.last()?.id == ids.last)
        }
        try check(example.before)
        clock.advance(10)
        try check(example.after)
        #expect(try db.sweep().swept == 2)
        try check(example.after)
    }
}
