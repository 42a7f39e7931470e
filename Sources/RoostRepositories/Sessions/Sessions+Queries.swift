import Foundation
import Roost

extension Sessions {
    /// All live sessions of a user, the one that was active last first; of those that were active at the same moment, the
    /// one that began last.
    ///
    /// - Complexity: reads one index key and one record for each.
    public func sessions(of userID: User.ID) throws -> [Session<User>] {
        try database.query(recentQuery(of: userID, nil)).toArray()
    }

    /// All live sessions of a user, without blocking a cooperative thread. See the synchronous form.
    public func sessions(of userID: User.ID) async throws -> [Session<User>] {
        try await database.query(recentQuery(of: userID, nil)).toArray()
    }

    /// Sessions that can still be used or refreshed, the one that expires first first.
    ///
    /// - Parameters:
    ///   - userID: only this user's; nil for everyone's.
    ///   - limit: the most sessions.
    /// - Complexity: reads one index key and one record for each; of one user, all the user's sessions, and sorts them.
    public func active(of userID: User.ID? = nil, limit: Int) throws -> [Session<User>] {
        try database.query(activeQuery(of: userID, limit)).toArray()
    }

    /// Sessions that can still be used or refreshed, without blocking a cooperative thread. See the synchronous form.
    public func active(of userID: User.ID? = nil, limit: Int) async throws -> [Session<User>] {
        try await database.query(activeQuery(of: userID, limit)).toArray()
    }

    /// The live sessions that were active last, the latest first.
    ///
    /// - Parameters:
    ///   - userID: only this user's; nil for everyone's.
    ///   - limit: the most sessions.
    /// - Complexity: reads one index key and one record for each.
    public func recent(of userID: User.ID? = nil, limit: Int) throws -> [Session<User>] {
        try database.query(recentQuery(of: userID, limit)).toArray()
    }

    /// The live sessions that were active last, without blocking a cooperative thread. See the synchronous form.
    public func recent(of userID: User.ID? = nil, limit: Int) async throws -> [Session<User>] {
        try await database.query(recentQuery(of: userID, limit)).toArray()
    }

    /// The number of live sessions.
    ///
    /// - Complexity: reads one counter, and a key for each expired session that is not cleaned up yet.
    public func count() throws -> Int {
        try database.records(in: queries.table).count()
    }

    /// The number of live sessions, counted without blocking a cooperative thread.
    public func count() async throws -> Int {
        try await database.records(in: queries.table).count()
    }

    /// The number of live sessions of a user.
    ///
    /// - Complexity: reads one index key for each.
    public func count(of userID: User.ID) throws -> Int {
        try database.query(queries.sessions(of: userID)).count()
    }

    /// The number of live sessions of a user, counted without blocking a cooperative thread.
    public func count(of userID: User.ID) async throws -> Int {
        try await database.query(queries.sessions(of: userID)).count()
    }

    func activeQuery(of userID: User.ID?, _ limit: Int) -> Query<Session<User>> {
        let all = userID.map(queries.sessions(of:)) ?? Query(in: queries.table)
        return all.where(\.expiresAt).above(database.now).orderBy(\.expiresAt).limit(limit)
    }

    func recentQuery(of userID: User.ID?, _ limit: Int?) -> Query<Session<User>> {
        let all = userID.map(queries.sessions(of:)) ?? Query(in: queries.table)
        let recent = all.orderBy(\.updatedAt).reverse()
        return limit.map(recent.limit) ?? recent
    }
}
