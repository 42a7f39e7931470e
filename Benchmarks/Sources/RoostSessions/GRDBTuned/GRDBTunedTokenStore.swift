import Contenders
import Foundation
import GRDB
import Measuring
import RoostRepositories

/// A store of sessions over GRDB by those who measured it: cached statements, rows decoded by the place of their columns,
/// digests as 32 bytes, times as numbers, mapped files, a log as long as Roost's write buffer.
final class GRDBTunedTokenStore: TokenStore {
    static let contender = Contender.grdbTuned

    private let pool: DatabasePool
    private let writer: GRDBTunedWriter
    private let folder: URL
    private let clock: MovingClock

    init(at folder: URL, clock: MovingClock) throws {
        self.folder = folder
        self.clock = clock
        var configuration = Configuration()
        configuration.maximumReaderCount = 32
        // A connection that is just being opened may hold the lock of the writer for a moment.
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -65536")
            try db.execute(sql: "PRAGMA mmap_size = 4294967296")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // 32 MB of pages, as much as Roost's write buffer holds.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
        }
        pool = try DatabasePool(
            path: folder.appendingPathComponent("sessions.sqlite").path, configuration: configuration)
        writer = GRDBTunedWriter(pool)
        try pool.write { try GRDBTunedTokenSchema.create($0) }
    }

    func verbs(_ rules: SessionRules) throws -> any TokenVerbs {
        guard try writer.level(rules) == (rules.durability == .full ? 2 : 1) else {
            throw DatabaseError(message: "SQLite did not take the durability")
        }
        return GRDBTunedTokenVerbs(pool: pool, writer: writer, clock: clock, rules: rules)
    }

    func load(_ accounts: [Int], _ rules: SessionRules) throws -> [GrantedTokens] {
        let verbs = GRDBTunedTokenVerbs(pool: pool, writer: writer, clock: clock, rules: rules)
        // All indexes in memory, as long as it lasts.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = -524288") }
        var granted: [GrantedTokens] = []
        granted.reserveCapacity(accounts.count)
        for start in stride(from: 0, to: accounts.count, by: 10_000) {
            let part = accounts[start..<min(start + 10_000, accounts.count)]
            granted += try writer.write(rules) { db in
                try part.map { try verbs.begin(Account(number: $0), (Token(), Token()), db) }
            }
        }
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = -65536") }
        return granted
    }

    func settle() throws {
        _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    func bytesOnDisk() throws -> Int { try FileSystem.bytes(in: folder) }

    func close() throws { try pool.close() }
}
