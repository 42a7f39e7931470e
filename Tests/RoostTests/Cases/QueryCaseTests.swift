import Roost
import RoostEngineTesting
import Testing

/// Questions that Dexie.js 4.4.4 was asked, with what it answered; sections W, X and O of the cases. Where Roost answers
/// otherwise, the case says why.
@Suite struct QueryCaseTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let id: String
        let query: Query<Person>
        let ids: [Int]

        init(_ id: String, _ query: Query<Person>, _ ids: [Int]) {
            self.id = id
            self.query = query
            self.ids = ids
        }

        var testDescription: String { id }
    }

    private static let all = Query(Person.self)

    private static let ranges: [Case] = [
        Case("W1", all.where(\.age).between(25, 41), [2, 1, 3]),
        Case("W2", all.where(\.age).between(25, 41, includeLower: false, includeUpper: true), [1, 3, 4]),
        Case("W4", all.where(\.age).between(41, 25), []),
        Case("W5", all.where(\.age).between(30, 30), []),
        Case("Z6", all.where(\.age).between(30, 30, includeLower: false), []),
        Case("W7", all.where(\.age).above(30), [4, 6]),
        Case("W8", all.where(\.age).aboveOrEqual(30), [1, 3, 4, 6]),
        Case("W10", all.where(\.age).belowOrEqual(30), [5, 2, 1, 3]),
        Case("W11", all.where(\.age).equals(30), [1, 3]),
        Case("W13", all.where(\.age).anyOf(30, 19, 30, 99), [5, 1, 3]),
        Case("W14", all.where(\.age).anyOf([30, 19]).reverse(), [3, 1, 5]),
        Case("W16", all.where(\.age).notEqual(30), [5, 2, 4, 6]),
        // Nil is another value than any text, and sorts first.
        Case("W17", all.where(\.email).notEqual("e1"), [5, 6, 2, 3, 4]),
        Case("W19", all.where(\.age).noneOf([]).orderBy(\.age), [5, 2, 1, 3, 4, 6]),
        Case("W20", all.where(\.age).noneOf([30, 19]).reverse(), [6, 4, 2]),
        Case("W22", all.where(\.age).inAnyRange([(19, 30), (41, 50)], includeUppers: true), [5, 2, 1, 3, 4, 6]),
        Case("W23", all.where(\.age).inAnyRange([(19, 30), (41, 60)], includeLowers: false), [2, 6]),
        Case("W25", all.where(\.age).inAnyRange([(19, 31), (25, 42)]), [5, 2, 1, 3, 4]),
        Case("Z5", all.where(\.age).inAnyRange([(1, 20), (40, 45), (10, 60)]), [5, 2, 1, 3, 4, 6]),
        Case("W28", all.where(\.id).above(4), [5, 6]),
        Case("W29", all.where(\.name).equals("Bob").where(\.age).equals(25), [2]),
        Case("W31", all.where(\.age).equals(30).where(\.note).equals("x"), []),
        Case("W38", all.where(\.name).equals("Bob").limit(1), [2]),
        Case("X1", all.where(\.name, \.age).equals("Bob", 50), [6]),
        Case("X3", all.where(\.name).equals("Bob").orderBy(\.age), [2, 6]),
        Case("X4", all.where(\.name, \.age).between(("Bob", 26), ("Bob", 60)), [6]),
        // A record is met once, at its first entry.
        Case("X30", all.where(\.tags).anyOf("a", "b"), [1, 3, 2]),
        Case("X31", all.where(\.tags).anyOf("a", "b").distinct(), [1, 3, 2]),
        Case("X34", all.where(\.age).equals(30).distinct(), [1, 3]),
    ]

    private static let collections: [Case] = [
        Case("O2", all.orderBy(\.age).reverse(), [6, 4, 3, 1, 2, 5]),
        Case("O3", all.orderBy(\.age).reverse().reverse(), [5, 2, 1, 3, 4, 6]),
        Case("O6 limit 0", all.orderBy(\.id).limit(0), []),
        // Offset comes before limit, whatever the order of the calls, and the last offset counts.
        Case("O8", all.orderBy(\.id).limit(4).offset(2), [3, 4, 5, 6]),
        Case("O9", all.orderBy(\.id).offset(1).offset(2), [3, 4, 5, 6]),
        Case("O12", all.orderBy(\.id).offset(100), []),
        Case("O14", all.orderBy(\.id).offset(1).limit(2).reverse(), [5, 4]),
        Case("O15", all.orderBy(\.id).limit(2).filter { $0.id > 1 }, [2, 3]),
        Case("O23", all.where(\.age).equals(999), []),
        Case(
            "O33", all.where(\.id).anyOf(1, 2, 3).or(\.name).anyOf("Ann", "Eve").or(\.email).equals("e4"),
            [1, 2, 3, 4, 5]),
        Case("O35", all.where(\.name).equals("Bob").or(\.age).equals(30).filter { $0.id == 3 }, [3]),
        Case("O36", all.orderBy(\.id).until { $0.name == "Cid" }, [1, 2]),
        Case("O38", all.orderBy(\.id).until { $0.id == 1 }, []),
        Case("O39", all.orderBy(\.id).reverse().until { $0.id == 4 }, [6, 5]),
        Case("O41", all.limit(1), [1]),
    ]

    @Test("the records in their order", arguments: ranges + collections)
    func records(_ example: Case) throws {
        try withPeople { db throws in
            let query = db.query(example.query)
            #expect(try query.toArray().map(\.id) == example.ids)
            // Keys, counts and a second run say the same.
            #expect(try query.primaryKeys() == example.ids)
            #expect(try query.count() == example.ids.count)
            #expect(try query.toArray().map(\.id) == example.ids)
        }
    }

    @Test("O17, O18, O20, O21, O24, O26, O27, O29, O30, O32")
    func terminals() throws {
        try withPeople { db throws in
            let people = db[Person.self]
            #expect(try people.orderBy(\.id).offset(2).limit(10).count() == 4)
            #expect(try people.all.limit(1).count() == 1)
            #expect(try people.orderBy(\.age).first()?.id == 5)
            #expect(try people.orderBy(\.age).last()?.id == 6)
            #expect(try people.orderBy(\.age).firstKey(\.age) == 19)
            #expect(try people.orderBy(\.age).lastKey(\.age) == 50)
            #expect(try people.orderBy(\.name).keys(\.name) == ["Ann", "Bob", "Bob", "Cid", "Dan", "Eve"])
            #expect(try people.orderBy(\.age).primaryKeys() == [5, 2, 1, 3, 4, 6])
            let pairs = try people.orderBy(\.age).limit(2).select(\.age, \.id).toArray()
            #expect(pairs.map(\.0) == [19, 25] && pairs.map(\.1) == [5, 2])
            #expect(try people.orderBy(\.id).limit(3).sortBy(\.age).map(\.id) == [2, 1, 3])
            #expect(try people.all.reverse().sortBy(\.age).map(\.id) == [5, 2, 3, 1, 4, 6])
            #expect(try people.where(\.name).equals("Ann").or(\.age).equals(30).count() == 2)
        }
    }

    @Test("X6: the keys of a compound order")
    func compoundKeys() throws {
        try withPeople { db throws in
            let rows = try db[Person.self].orderBy(\.name, \.age).limit(3).select(\.name, \.age).toArray()
            #expect(rows.map(\.0) == ["Ann", "Bob", "Bob"] && rows.map(\.1) == [30, 25, 50])
        }
    }

    @Test("O5: records without a value are in the order, first")
    func nilInOrder() throws {
        try withPeople { db throws in
            #expect(try db[Person.self].orderBy(\.email).primaryKeys() == [5, 6, 1, 2, 3, 4])
        }
    }

    @Test("X19, X21, X22, X33: each record once, keys for each entry")
    func elements() throws {
        try withPeople { db throws in
            let people = db[Person.self]
            #expect(try people.where(\.tags).above("a").primaryKeys() == [1, 2, 6])
            #expect(try people.where(\.tags).above("a").count() == 3)
            #expect(try people.where(\.tags).above("a").keys(\.tags) == ["b", "b", "c", "c"])
            #expect(try people.all.keys(\.tags) == ["a", "a", "b", "b", "c", "c"])
        }
    }

    @Test("W26: a range the wrong way round is an error when the query runs")
    func invertedRange() throws {
        try withPeople { db throws in
            let query = db[Person.self].where(\.age).inAnyRange([(5, 1)])
            expectCode(.invalidArgument) { try query.toArray() }
        }
    }

    @Test("Z2, Z3, Z12: queries can be run again, and until works in every terminal")
    func reuse() throws {
        try withPeople { db throws in
            let query = db[Person.self].where(\.age).anyOf(19, 30)
            #expect(try query.count() == 3)
            #expect(try query.primaryKeys() == [5, 1, 3])
            let until = db[Person.self].orderBy(\.id).until { $0.name == "Cid" }
            #expect(try until.primaryKeys() == [1, 2])
            #expect(try until.keys(\.name) == ["Ann", "Bob"])
            #expect(try until.count() == 2)
            let beginning = Query(Person.self).orderBy(\.id).until { $0.id == 3 }
            #expect(try db.query(beginning).delete() == 2)
            #expect(try db[Person.self].all.primaryKeys() == [3, 4, 5, 6])
        }
    }

    @Test("Z11: an error of a closure ends the query and undoes the transaction")
    func closureErrors() throws {
        struct Refused: Error {}
        try withPeople { db throws in
            #expect(throws: Refused.self) { try db[Person.self].all.filter { _ in throw Refused() }.toArray() }
            #expect(throws: Refused.self) { try db[Person.self].all.until { _ in throw Refused() }.count() }
            #expect(throws: Refused.self) {
                try db.write { tx in
                    try tx[Person.self].add(Person(id: 7, name: "Fay", age: 1))
                    try tx[Person.self].all.each { _ in throw Refused() }
                }
            }
            #expect(try db[Person.self].count() == 6)
        }
    }

    private func withPeople(_ body: (Database) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let db = try Database.open(at: folder.path("store"), tables: [Person.table])
        defer { try? db.close() }
        try db[Person.self].bulkPut(Person.everyone)
        try body(db)
    }
}
