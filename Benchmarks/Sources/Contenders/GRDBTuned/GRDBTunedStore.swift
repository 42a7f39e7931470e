package import Foundation
import GRDB
package import Measuring

/// GRDB by those who measured it: cached statements of their own, times as numbers, roles as plain text, rows decoded
/// by the place of their columns, a larger cache and mapped files.
package final class GRDBTunedStore: SessionStore {
    package static let contender = Contender.grdbTuned

    let pool: DatabasePool

    package init(at folder: URL, indexes: SessionIndexes, durability: StoreDurability) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -65536")
            try db.execute(sql: "PRAGMA mmap_size = 1073741824")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        pool = try DatabasePool(
            path: folder.appendingPathComponent("sessions.sqlite").path, configuration: configuration)
        try pool.setDurability(durability)
        try pool.write { try Self.createTable($0, indexes: indexes) }
    }

    package func close() throws { try pool.close() }

    package func settle() throws { try pool.settle() }

    private static func createTable(_ db: GRDB.Database, indexes: SessionIndexes) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS session (
                    accessToken TEXT NOT NULL PRIMARY KEY, refreshToken TEXT NOT NULL, userId TEXT NOT NULL,
                    userName TEXT NOT NULL, userEmail TEXT NOT NULL, roles TEXT NOT NULL,
                    createdAt REAL NOT NULL, updatedAt REAL NOT NULL, expiresAt REAL NOT NULL
                );
                """)
        switch indexes {
        case .usual:
            try db.execute(
                sql: """
                    CREATE INDEX IF NOT EXISTS session_user ON session (userId);
                    CREATE INDEX IF NOT EXISTS session_expiry ON session (expiresAt);
                    CREATE INDEX IF NOT EXISTS session_update ON session (updatedAt);
                    """)
        case .unique:
            try db.execute(sql: "CREATE UNIQUE INDEX IF NOT EXISTS session_refresh ON session (refreshToken);")
        }
    }
}
