#if Hummingbird
import Foundation
import Roost
import RoostRepositories

extension RoostPersistDriver {
    /// Gives ``Configuration/maximumLifetime`` from now on to all values that would live longer, because they were stored
    /// when there was none, or a longer one. ``run()`` begins with it.
    ///
    /// - Returns: the number of these values.
    /// - Throws: what reads and commits throw, and `CancellationError`; what was done before stays done.
    /// - Complexity: reads all values, without decoding them; writes the record and the row of the expiry queue of each
    ///   that would live longer, in transactions of at most 500. Nothing without a maximum.
    @discardableResult
    public func limitLifetimes() async throws -> Int {
        guard let maximum = configuration.maximumLifetime else { return 0 }
        let limit = cache.database.now.addingTimeInterval(maximum / .seconds(1))
        let table = Self.table(named: configuration.tableName)
        let database = cache.database
        var count = 0
        var position: String?
        repeat {
            try Task.checkCancellation()
            let page = try await Page(after: position, outliving: limit, in: table, of: database)
            if !page.outliving.isEmpty {
                count += try await database.write(durability: cache.options.durability) { tx in
                    try Self.limitLifetimes(of: page.outliving, to: limit, in: table, tx)
                }
            }
            position = page.last
        } while position != nil
        return count
    }

    private static func limitLifetimes(
        of keys: [String], to limit: Date, in table: Table<CacheEntry, String>, _ tx: WriteTransaction
    ) throws -> Int {
        let records = tx.records(in: table)
        var count = 0
        for key in keys {
            // Since it was found it may have been removed, or given another lifetime.
            guard let entry = try records.get(key), entry.outlives(limit) else { continue }
            if try records.update(key, .set(\.expiresAt, to: limit)) { count += 1 }
        }
        return count
    }

    /// Some keys in the order of the table, and those of them that would live for too long.
    private struct Page: Sendable {
        private static let size = 500

        let outliving: [String]
        /// Where to go on; nil at the end.
        let last: String?

        init(
            after position: String?, outliving limit: Date, in table: Table<CacheEntry, String>, of database: Database
        ) async throws {
            self = try await database.read { tx in
                let records = tx.records(in: table)
                let keys =
                    if let position {
                        try records.where(\.key).above(position).orderBy(\.key).limit(Self.size).primaryKeys()
                    } else {
                        try records.orderBy(\.key).limit(Self.size).primaryKeys()
                    }
                let entries = try records.bulkGet(keys)
                return Page(
                    outliving: zip(keys, entries).filter { $1?.outlives(limit) ?? false }.map(\.0), last: keys.last)
            }
        }

        private init(outliving: [String], last: String?) {
            self.outliving = outliving
            self.last = last
        }
    }
}

extension CacheEntry {
    fileprivate func outlives(_ limit: Date) -> Bool {
        expiresAt.map { $0 > limit } ?? true
    }
}
#endif
