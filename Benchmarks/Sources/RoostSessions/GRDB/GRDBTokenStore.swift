import Contenders
import Foundation
import GRDB
import Measuring
import RoostRepositories

/// A store of sessions over GRDB as its users write it: a pool with its default settings but that it waits for locks, the
/// query interface, `Codable` records.
final class GRDBTokenStore: TokenStore {
    static let contender = Contender.grdb

    private let pool: DatabasePool
    private let folder: URL
    private let clock: MovingClock

    init(at folder: URL, clock: MovingClock) throws {
        self.folder = folder
        self.clock = clock
        var configuration = Configuration()
        // A connection that is just being opened may hold the lock of the writer for a moment.
        configuration.busyMode = .timeout(5)
        pool = try DatabasePool(
            path: folder.appendingPathComponent("sessions.sqlite").path, configuration: configuration)
        try pool.write { try SessionRow.createTables($0) }
    }

    /// The durability and what is erased stay until the next call.
    func verbs(_ rules: SessionRules) throws -> any TokenVerbs {
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = \(rules.durability == .full ? "FULL" : "NORMAL")")
            try db.execute(sql: "PRAGMA secure_delete = \(rules.erases ? "ON" : "OFF")")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == (rules.durability == .full ? 2 : 1) else {
                throw DatabaseError(message: "SQLite did not take the durability")
            }
        }
        return GRDBTokenVerbs(pool: pool, clock: clock, rules: rules)
    }

    func load(_ accounts: [Int], _ rules: SessionRules) throws -> [GrantedTokens] {
        let verbs = GRDBTokenVerbs(pool: pool, clock: clock, rules: rules)
        return try pool.write { db in
            try accounts.map { try verbs.begin(Account(number: $0), (Token(), Token()), db) }
        }
    }

    func settle() throws {
        _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    func bytesOnDisk() throws -> Int { try FileSystem.bytes(in: folder) }

    func close() throws { try pool.close() }
}
