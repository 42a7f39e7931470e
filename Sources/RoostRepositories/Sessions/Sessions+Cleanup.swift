import Foundation
import Roost

extension Sessions {
    /// Removes what expired sessions have left behind, and the bytes of everything removed so far.
    ///
    /// Expired sessions are absent without it. Until it runs, their bytes stay on disk: under ``TokenPolicy/readable``
    /// these are tokens, useless by then. Run it now and then, once a day or hour. It sweeps all tables of the database,
    /// commits in batches and compacts; reads and writes go on meanwhile.
    ///
    /// - Throws: what commits and compactions throw; what was removed before stays so.
    /// - Complexity: reads and deletes what has expired; reads one key and one record for each session that has spent
    ///   tokens; rewrites the files.
    @discardableResult
    public func cleanup() throws -> SessionCleanup {
        var report = SessionCleanup(sweep: try database.sweep())
        var position: UUID?
        repeat {
            let from = position
            let step = try database.write(durability: .none) { tx in try self.forgetOrphans(after: from, in: tx) }
            report.spentTokens += step.removed
            position = step.position
        } while position != nil
        try eraser.eraseNow(.sessions(report.sweep.swept))
        return report
    }

    /// Removes what expired sessions have left behind, without blocking a cooperative thread. See the synchronous form.
    @discardableResult
    public func cleanup() async throws -> SessionCleanup {
        var report = SessionCleanup(sweep: try await database.sweep())
        var position: UUID?
        repeat {
            let from = position
            let step = try await database.write(durability: .none) { tx in
                try self.forgetOrphans(after: from, in: tx)
            }
            report.spentTokens += step.removed
            position = step.position
        } while position != nil
        try await eraser.eraseNow(.sessions(report.sweep.swept))
        return report
    }

    /// Removes spent tokens whose session is gone, for the next hundred sessions in the order of their identifiers.
    ///
    /// - Returns: where to go on; nil at the end.
    private func forgetOrphans(
        after start: UUID?, in tx: WriteTransaction
    ) throws -> (position: UUID?, removed: Int) {
        let all = Query(in: tables.spent).orderBy(\.sessionID).limit(1)
        var position = start
        var removed = 0
        for _ in 0..<100 {
            let rest = position.map { all.where(\.sessionID).above($0) } ?? all
            guard let sessionID = try tx.query(rest).keys(\.sessionID).first else { return (nil, removed) }
            if try tx.records(in: tables.sessions).revision(of: sessionID) == nil {
                removed += try tx.query(tables.spent(of: sessionID)).delete()
            }
            position = sessionID
        }
        return (position, removed)
    }
}
