package import Foundation
package import Measuring
package import Sessions

/// One contender's store of sessions. Each verb is one transaction, and what it answers is decoded unless it says
/// otherwise.
package protocol SessionStore: AnyObject, Sendable {
    /// Who this is.
    static var contender: Contender { get }

    /// Opens the store in a folder, which exists.
    init(at folder: URL, indexes: SessionIndexes, durability: StoreDurability) throws
    /// Closes it.
    func close() throws
    /// Brings the files into the state they would reach by themselves.
    func settle() throws

    /// Writes new records.
    func insert(_ items: ArraySlice<SessionItem>) throws
    /// Writes one new record.
    func insert(_ item: SessionItem) throws
    /// Changes the update time of one record.
    func touch(_ item: SessionItem, at time: Date) throws
    /// Changes the update times of records: each a second after the one before.
    func touch(_ items: ArraySlice<SessionItem>, at time: Date) throws
    /// Deletes the records that expire before a time; answers how many.
    func deleteExpiring(before time: Date) throws -> Int

    /// Reads one record by its primary key.
    func get(_ item: SessionItem) throws -> Answer
    /// Reads records by their primary keys, one by one, in one read transaction.
    func get(inOneScope items: [SessionItem]) throws -> Answer
    /// Reads one record by its refresh token.
    func getByRefreshToken(_ item: SessionItem) throws -> Answer
    /// Reads the records of one user, in any order within equal ids.
    func sessions(ofUser id: String) throws -> Answer
    /// Reads all records, one after another.
    func scan() throws -> Answer
    /// Reads the expiry times in a range; no records.
    func expiries(in range: Range<Date>) throws -> Answer
    /// Counts the records that expire in a range.
    func count(expiring range: Range<Date>) throws -> Answer
    /// Reads records in the order of their updates.
    func byUpdate(reverse: Bool, offset: Int, limit: Int) throws -> Answer
    /// Reads the records that expire in a range and whose user has a name, which has no index.
    func expiring(in range: Range<Date>, named name: String) throws -> Answer
    /// A read transaction that reads nothing.
    func emptyScope() throws

    /// Reads one record from a task.
    func load(_ item: SessionItem) async throws -> Answer
    /// Changes the update time of one record from a task.
    func renew(_ item: SessionItem, at time: Date) async throws
    /// Writes one new record from a task.
    func create(_ item: SessionItem) async throws
}

/// Which indexes a store has.
package enum SessionIndexes: String, Sendable {
    /// User id, expiry and update.
    case usual
    /// One unique index, of refresh tokens.
    case unique
}

/// When a commit is on disk.
package enum StoreDurability: String, Sendable {
    /// A commit waits for no disk; a power cut may take the last ones with it, and nothing else.
    /// Roost: `.none`. SQLite: WAL, `synchronous = NORMAL`. LevelDB: `sync = false`.
    case relaxed
    /// On disk within 100 milliseconds. Only Roost has it.
    case interval
    /// A commit is on disk before it is acknowledged.
    /// Roost: `.full`. SQLite: WAL, `synchronous = FULL`. LevelDB: `sync = true`.
    case full
}

extension Contender {
    /// The store of a contender; Foundation has none.
    package var storeType: (any SessionStore.Type)? {
        switch self {
        case .roost: RoostStore.self
        case .grdb: GRDBStore.self
        case .grdbTuned: GRDBTunedStore.self
        case .floor: FloorStore.self
        case .foundation: nil
        }
    }
}
