import Foundation
import Roost

extension Sessions {
    /// Removes expired sessions, and the bytes of everything removed so far.
    ///
    /// Expired sessions are absent without it. Until it runs, their bytes stay on disk: under ``TokenPolicy/readable``
    /// these are tokens, useless by then. Run it now and then, once a day or hour. It sweeps all tables of the database,
    /// commits in batches and compacts; reads and writes go on meanwhile.
    ///
    /// - Throws: what commits and compactions throw; what was removed before stays so. Bytes are erased even when the sweep
    ///   fails, and its error is thrown then.
    /// - Complexity: reads and deletes what has expired; rewrites the files.
    @discardableResult
    public func cleanup() throws -> SessionCleanup {
        let sweep = Result { try database.sweep() }
        let erasure = Result { try eraser.eraseNow(.sessions(0)) }
        let report = SessionCleanup(sweep: try sweep.get())
        try erasure.get()
        return report
    }

    /// Removes expired sessions and what they have left behind, without blocking a cooperative thread. See the synchronous form.
    @discardableResult
    public func cleanup() async throws -> SessionCleanup {
        let sweep: Result<SweepReport, any Error>
        do {
            sweep = .success(try await database.sweep())
        } catch {
            sweep = .failure(error)
        }
        do {
            try await eraser.eraseNow(.sessions(0))
        } catch {
            // What came first is what is told.
            _ = try sweep.get()
            throw error
        }
        return SessionCleanup(sweep: try sweep.get())
    }
}
