import GRDB

/// The tables and indexes that `Sessions` has: unique digests, user and update, update, expiry; spent tokens by digest,
/// session and expiry.
enum GRDBTunedTokenSchema {
    static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE sessions (
                    number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
                    userID INTEGER NOT NULL, userName TEXT NOT NULL, roles TEXT NOT NULL, label TEXT,
                    accessDigest BLOB NOT NULL, refreshDigest BLOB NOT NULL,
                    createdAt REAL NOT NULL, updatedAt REAL NOT NULL, expiresAt REAL NOT NULL,
                    absoluteExpiresAt REAL NOT NULL
                );
                CREATE UNIQUE INDEX sessions_access ON sessions (accessDigest);
                CREATE UNIQUE INDEX sessions_refresh ON sessions (refreshDigest);
                CREATE INDEX sessions_user ON sessions (userID, updatedAt);
                CREATE INDEX sessions_update ON sessions (updatedAt);
                CREATE INDEX sessions_expiry ON sessions (expiresAt);
                CREATE TABLE spent (
                    digest BLOB NOT NULL PRIMARY KEY, session INTEGER NOT NULL, expiresAt REAL NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX spent_session ON spent (session);
                CREATE INDEX spent_expiry ON spent (expiresAt);
                """)
    }
}
