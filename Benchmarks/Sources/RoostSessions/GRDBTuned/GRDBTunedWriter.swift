import Contenders
import GRDB

/// Write transactions of a durability: `synchronous` is a property of the connection, and is changed between transactions
/// only where the next one wants another.
///
/// `@unchecked Sendable`: the levels are touched on the pool's one writing connection alone, by one thread at a time.
final class GRDBTunedWriter: @unchecked Sendable {
    private let pool: DatabasePool
    private var durability: StoreDurability?
    private var erases: Bool?

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    func write<T>(_ rules: SessionRules, _ body: (Database) throws -> T) throws -> T {
        try pool.writeWithoutTransaction { db in
            try setLevels(rules, db)
            var value: T?
            try db.inTransaction(.immediate) {
                value = try body(db)
                return .commit
            }
            guard let value else { throw DatabaseError(message: "a transaction without an outcome") }
            return value
        }
    }

    private func setLevels(_ rules: SessionRules, _ db: Database) throws {
        if durability != rules.durability {
            try db.cachedStatement(sql: "PRAGMA synchronous = \(rules.durability == .full ? "FULL" : "NORMAL")")
                .execute()
            durability = rules.durability
        }
        if erases != rules.erases {
            // The statement returns a row.
            _ = try Int.fetchOne(db, sql: "PRAGMA secure_delete = \(rules.erases ? "ON" : "OFF")")
            erases = rules.erases
        }
    }

    /// What `PRAGMA synchronous` says now: 1 for NORMAL, 2 for FULL.
    func level(_ rules: SessionRules) throws -> Int? {
        try pool.writeWithoutTransaction { db in
            try setLevels(rules, db)
            return try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }
    }
}
