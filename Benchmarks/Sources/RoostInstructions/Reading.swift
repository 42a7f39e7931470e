import Foundation
import Roost
import Sessions

/// What reads sessions: a compacted store in memory with 5,000 of them, of which each user has 100.
struct Reading {
    private let dataset = Dataset(count: 5_000, more: 0)
    private let db: Database
    private let unique: Database

    init() throws {
        var options = DatabaseOptions()
        options.durability = .none
        db = try Database.inMemory(tables: [Session.table], options: options)
        unique = try Database.inMemory(tables: [Session.uniqueTable], options: options)
        for position in stride(from: 0, to: dataset.count, by: 500) {
            let sessions = dataset.items[position..<position + 500].map(\.session)
            try db[Session.self].bulkPut(sessions)
            try unique.records(in: Session.uniqueTable).bulkPut(sessions)
        }
        // What stands in LevelDB's memtable costs more the more there is of it, and backwards most of all.
        try db.compact()
        try unique.compact()
    }

    var workloads: [Workload] {
        let sessions = dataset.shuffled.prefix(1_000).map { dataset.items[$0].session }
        let users = (0..<20).map { dataset.userID($0) }
        let expiries = dataset.expiries(2_000, skipping: 500)
        let ranged = Query(Session.self).where(\.expiresAt).between(expiries.lowerBound, expiries.upperBound)
        let (db, unique) = (db, unique)
        let name = dataset.names[0]
        return [
            Workload("get", operations: 1_000) {
                try sessions.count { try db[Session.self].get($0.accessToken) != nil }
            },
            Workload("get-unique", operations: 1_000) {
                try sessions.count {
                    try unique.records(in: Session.uniqueTable).where(\.refreshToken).equals($0.refreshToken).first()
                        != nil
                }
            },
            Workload("index-equality", operations: 2_000) {
                try users.reduce(0) { try $0 + db[Session.self].where(\.userID).equals($1).toArray().count }
            },
            // Several times, because one allocation more or less would show in one.
            Workload("keys-range", operations: 10_000) {
                try (0..<5).reduce(0) { sum, _ in try sum + db.query(ranged).keys(\.expiresAt).count }
            },
            Workload("count-range", operations: 10_000) {
                try (0..<5).reduce(0) { sum, _ in try sum + db.query(ranged).count() }
            },
            Workload("full-scan", operations: 5_000) {
                var count = 0
                try db[Session.self].all.each { _ in count += 1 }
                return count
            },
            Workload("order-limit", operations: 200) {
                try (0..<20).reduce(0) {
                    try $0 + db[Session.self].orderBy(\.updatedAt).reverse().offset($1).limit(10).toArray().count
                }
            },
            Workload("filter-scan", operations: 5_000) {
                try db[Session.self].where(\.userName).notEqual(name).count() * 10 / 9
            },
        ]
    }
}
