import Roost
import RoostEngineTesting
import Testing

/// Closures of queries beside other work, and alternatives in orders that do not tell records apart.
@Suite struct ClosureTests {
    private struct Refused: Error {}

    private func withPeople(_ body: (Database) throws -> Void) throws {
        let db = try Database.inMemory(tables: [Person.table])
        defer { try? db.close() }
        try db[Person.self].bulkPut(Person.everyone)
        try body(db)
    }

    @Test("what a closure was shown is not taken for another record")
    func keptRecord() throws {
        try withPeople { db throws in
            try db.write { tx throws in
                _ = try? tx[Person.self].where(\.id).equals(1).filter { _ in throw Refused() }.delete()
                try tx[Person.self].update(2) { $0.name += "!" }
                try tx[Person.self].where(\.id).equals(3).modify { $0.name += "!" }
            }
            #expect(try db[Person.self].toArray().map(\.name) == ["Ann", "Bob!", "Cid!", "Dan", "Eve", "Bob"])
            try db.read { tx throws in
                var names: [String?] = []
                try tx[Person.self].all.filter { _ in true }.until { $0.id == 3 }.each { _ in
                    names.append(try tx[Person.self].get(4)?.name)
                }
                #expect(names == ["Dan", "Dan"])
            }
        }
    }

    @Test("what a closure was shown is not taken for the same record, once that has changed")
    func changedRecord() throws {
        try withPeople { db throws in
            try db.write { tx throws in
                _ = try? tx[Person.self].where(\.id).equals(1).until { _ in throw Refused() }.delete()
                _ = try tx[Person.self].where(\.id).equals(1).filter { _ in false }.toArray()
                try tx[Person.self].update(1, .set(\.name, to: "Zoe"))
                #expect(try tx[Person.self].get(1)?.name == "Zoe")
            }
        }
    }

    @Test("pages, offsets and limits of ordered alternatives agree with the whole answer")
    func orderedAlternatives() throws {
        try withPeople { db throws in
            // Names run against identifiers, ages are all the same.
            let more = (10..<20).map { Person(id: $0, name: "N\(100 - $0)", age: 77, email: "m\($0)") }
            try db[Person.self].bulkPut(more)
            for isReversed in [false, true] {
                var query = db[Person.self].where(\.name).startsWith("N").or(\.email).equals("e4").orderBy(\.age)
                if isReversed { query = query.reverse() }
                let all = try query.toArray().map(\.id)
                #expect(all.count == 11)
                #expect(try query.first()?.id == all.first)
                #expect(try query.last()?.id == all.last)
                for offset in 0..<11 {
                    #expect(try query.offset(offset).limit(2).toArray().map(\.id) == Array(all[offset...].prefix(2)))
                }
                var found: [Int] = []
                var token: PageToken?
                repeat {
                    let page = try query.page(after: token, size: 2)
                    found += page.records.map(\.id)
                    token = page.next
                } while token != nil
                #expect(found == all)
            }
        }
    }

    @Test("alternatives come by primary key, however they are run")
    func defaultOrder() throws {
        try withPeople { db throws in
            let people = db[Person.self]
            #expect(try people.where(\.name).equals("Eve").or(\.name).equals("Ann").primaryKeys() == [1, 5])
            #expect(try people.where(\.age).below(30).or(\.id).anyOf([]).primaryKeys() == [2, 5])
            #expect(try people.where(\.age).below(30).or(\.id).anyOf([]).reverse().primaryKeys() == [5, 2])
        }
    }

    @Test("aggregates of a part of the answer are those of its records")
    func partialAggregates() throws {
        try withPeople { db throws in
            let part = db[Person.self].all.offset(1).limit(3)
            #expect(try part.toArray().map(\.age) == [25, 30, 41])
            #expect(try part.sum(\.age) == 96)
            #expect(try part.min(\.age) == 25)
            #expect(try part.max(\.age) == 41)
            #expect(try part.average(\.age) == 32)
            #expect(try part.uniqueKeys(\.age) == [25, 30, 41])
            #expect(try part.firstKey(\.age) == 25)
            #expect(try part.lastKey(\.age) == 41)
            #expect(try part.groupedCount(\.age).map(\.key) == [25, 30, 41])
        }
    }

    @Test("a stream whose closure keeps nothing ends, however long it is, and with its task")
    func streamOfNothing() async throws {
        let db = try Database.inMemory(tables: [Line.table])
        try await db[Line.self].bulkAdd((0..<30_000).map { Line(text: "\($0)") })
        for query in [
            Query(Line.self).filter { _ in false },
            Query(Line.self).orderBy(\.id).or(\.text).equals("x").filter { _ in false },
        ] {
            for try await _ in db.stream(query) { Issue.record("a record that was not kept") }
        }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            for try await _ in db.stream(Query(Line.self).filter { _ in false }) {}
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        try await db.close()
    }

    @Test("an index that is scanned as a whole is no index for a query, and one that is there is no advice")
    func wholeIndexes() throws {
        var options = DatabaseOptions()
        options.requiresIndex = true
        options.slowQueryThreshold = .zero
        let db = try Database.inMemory(tables: [Person.table], options: options)
        defer { try? db.close() }
        try db[Person.self].bulkPut(Person.everyone)
        expectCode(.indexRequired) { try db[Person.self].where(\.note).equals("x").orderBy(\.name).toArray() }
        #expect(try db[Person.self].where(\.note).anyOf([]).toArray().isEmpty)
        #expect(try db[Person.self].where(\.note).anyOf([]).explain().description.hasPrefix("people: nothing"))
        #expect(try db[Person.self].where(\.name).anyOf("Ann", "Bob").orderBy(\.age).primaryKeys() == [2, 1, 6])
        #expect(try db[Person.self].where(\.tags).equals("a").where(\.tags).equals("b").primaryKeys() == [1])
        #expect(db.advice().compactMap(\.suggestedIndex).allSatisfy { $0 == "Index($0.age)" || $0 == "Index($0.note)" })
    }
}
