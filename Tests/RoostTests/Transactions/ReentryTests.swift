import Roost
import Testing

@Suite struct ReentryTests {
    @Test func theDatabaseInsideItsOwnScopeIsAnError() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db.write { tx in
            expectCode(.reentrant) { try db[Counter.self].get("x") }
            expectCode(.reentrant) { try db[Counter.self].put(Counter(name: "x", value: 1)) }
            expectCode(.reentrant) { try db.read { _ in } }
            expectCode(.reentrant) { try db.write { _ in } }
            expectCode(.reentrant) { try db.close() }
            expectCode(.reentrant) { try db.compact() }
            try tx[Counter.self].put(Counter(name: "y", value: 2))
        }
        try db.read { _ in expectCode(.reentrant) { try db[Counter.self].count() } }
        #expect(try db[Counter.self].all.primaryKeys() == ["y"])
    }

    @Test func anotherDatabaseInsideAScopeIsFine() throws {
        let a = try Database.inMemory(tables: [Counter.table])
        let b = try Database.inMemory(tables: [Counter.table])
        try a.write { tx in
            try b[Counter.self].put(Counter(name: "b", value: 1))
            try tx[Counter.self].put(Counter(name: "a", value: 1))
        }
        #expect(try a[Counter.self].count() == 1)
        #expect(try b[Counter.self].count() == 1)
    }

    @Test func aThreadStartedInsideAScopeMayUseTheDatabase() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db.read { _ in
            let thread = try TestThreadBox { try db[Counter.self].put(Counter(name: "x", value: 1)) }
            try thread.join()
        }
        #expect(try db[Counter.self].count() == 1)
    }

    @Test func aClosedDatabaseIsAnError() throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try db.close()
        try db.close()
        expectCode(.closed) { try db[Counter.self].get("x") }
        expectCode(.closed) { try db[Counter.self].count() }
        expectCode(.closed) { try db[Counter.self].put(Counter(name: "x", value: 1)) }
        expectCode(.closed) { try db.read { _ in } }
        expectCode(.closed) { try db.write { _ in } }
        expectCode(.closed) { try db[Counter.self].all.toArray() }
        expectCode(.closed) { try db.verify() }
        expectCode(.closed) { try db.compact() }
        expectCode(.closed) { try db.bytesOnDisk() }
    }
}
