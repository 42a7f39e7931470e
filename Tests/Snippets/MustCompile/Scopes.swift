// Every verb and terminal in the scopes it fits. Compiled, never run.
import Foundation
import Roost

let red: Query<Kinds> = Query(Kinds.self).where(\.colour).equals(.red)
let closed = Kinds.table.named("closed")

func extended(_ query: Query<Kinds>, by minimum: Int?) -> Query<Kinds> {
    guard let minimum else { return query.orderBy(\.date) }
    return query.where(\.number).aboveOrEqual(minimum).limit(10)
}

func inEveryScope(_ db: Database) throws {
    _ = try db.query(red).count()
    _ = try db.query(Query(in: closed).where(\.flag).equals(true)).first()
    _ = try db.read { tx in try tx.query(extended(red, by: 3)).toArray() }
    try db.write { tx in try tx.query(extended(red, by: nil)).where(\.flag).equals(false).delete() }
}

/// Written once for a database and both kinds of transactions.
func numberOfRed<S: Scope & ~Escapable>(_ kinds: Records<Kinds, S>) throws -> Int {
    try kinds.where(\.colour).equals(.red).count()
}

func paint(_ key: UUID, _ tx: WriteTransaction) throws {
    try tx[Kinds.self].update(key, .set(\.colour, to: .red))
    guard try numberOfRed(tx[Kinds.self]) > 3 else { return }
    try tx.savepoint { tx in try tx[Kinds.self].where(\.colour).equals(.green).delete() }
}

func reads(_ db: Database, _ key: UUID) throws -> (Kinds?, Int) {
    try db.read { tx in
        let kinds = tx[Kinds.self]
        let query = kinds.where(\.flag).equals(true).orderBy(\.number)
        _ = try tx.records(in: closed).bulkGet([key])
        _ = try kinds.revision(of: key)
        _ = try kinds.orderBy(\.date).first()
        _ = try kinds.orderBy(\.level, \.text).last()
        let keys: [UUID] = try query.primaryKeys()
        let numbers: [Int?] = try query.keys(\.numberOrNil)
        let tags: [String] = try kinds.where(\.tags).startsWith("a").keys(\.tags)
        var length = keys.count + numbers.count + tags.count
        try query.each { length += $0.text.count }
        _ = try query.explain().index
        _ = try query.analyze().counts
        _ = try kinds.toArray()
        _ = try kinds.get(\.text, "a")
        _ = try kinds.get(\.colour, .red, \.levelOrNil, .low)
        _ = try kinds.get(\.tags, "a", \.dateOrNil, .now, \.flag, true)
        return (try kinds.get(key), try kinds.all.count() + length)
    }
}

func writes(_ db: Database, _ record: Kinds, _ other: Kinds) throws {
    try db.write(durability: .full) { tx in
        let kinds = tx[Kinds.self]
        try kinds.add(record)
        try kinds.put(record)
        try kinds.put(record, timeToLive: 60)
        try kinds.upsert(record) { $0.number += 1 }
        try kinds.bulkAdd([record, other], onConflict: .skip)
        try kinds.bulkPut([record, other].lazy.filter(\.flag))
        try kinds.bulkUpdate([(key: record.id, changes: [.set(\.flag, to: false)])])
        try kinds.update(record.id) { $0.place.city = "Zug" }
        try kinds.where(\.number).above(3).modify { $0.tags.append("large") }
        try kinds.all.modify(.increment(\.number), .increment(\.numberOrNil, by: 2), .increment(\.real, by: 0.5))
        try kinds.delete(other.id)
        try kinds.bulkDelete([record.id])
        try kinds.clear()
        let key: Int = try tx[Numbered<String>.self].add(Numbered(value: "first"))
        try tx[Numbered<String>.self].delete(key)
        tx.requireFullDurability()
    }
}

func changes(_ kinds: Records<Kinds, Database>, _ key: UUID) throws {
    try kinds.update(key, .set(\.text, to: "a"), .set(\.textOrNil, to: nil), .set(\.textOrNil, to: "a"))
    try kinds.update(key, .set(\.date, to: .now), .set(\.data, to: Data()), .set(\.level, to: .high))
    try kinds.update(key, .decrement(\.natural), .decrement(\.naturalOrNil, by: 2), .increment(\.natural, by: 3))
    try kinds.update(key, .set(\.floor, to: 3), .set(\.city, to: "Zug"), .set(\.real, to: 1))
}

func asynchronously(_ db: Database, _ record: Kinds) async throws -> [Kinds] {
    let kinds = db[Kinds.self]
    try await kinds.add(record)
    try await kinds.put(record)
    try await kinds.upsert(record) { $0.number += 1 }
    try await kinds.update(record.id, .increment(\.number))
    try await kinds.update(record.id) { $0.flag = false }
    try await kinds.bulkAdd([record], onConflict: .skip)
    try await kinds.bulkPut([record])
    try await kinds.bulkPut([record], chunkSize: 100) { print($0) }
    try await kinds.bulkUpdate([(key: record.id, changes: [.set(\.flag, to: false)])])
    try await kinds.where(\.number).above(3).modify { $0.tags.append("large") }
    try await kinds.where(\.number).above(3).modify(.set(\.flag, to: true))
    try await kinds.where(\.flag).equals(true).delete()
    try await kinds.bulkDelete([record.id])
    try await kinds.delete(record.id)
    // Point reads stay synchronous: they cost less than a change of thread.
    if let found = try kinds.get(record.id) { try await db.write { tx in try tx[Kinds.self].put(found) } }
    // A get by fields is none, because it may have to read many.
    guard try await kinds.get(\.colour, .red, \.number, 3) == nil, try await kinds.get(\.city, "Zug") != nil else {
        return try await kinds.get(\.text, "a", \.flag, true, \.numberOrNil, 3).map { [$0] } ?? []
    }
    async let count = kinds.where(\.flag).equals(true).count()
    async let keys = kinds.where(\.tags).startsWith("a").keys(\.tags)
    let known = try await db.read { tx in try tx[Kinds.self].bulkGet([record.id]) }
    let all = try await kinds.toArray()
    try await kinds.all.each { print($0.text) }
    try await Task { try await kinds.clear() }.value
    return try await count > keys.count ? all : known.compactMap(\.self)
}
