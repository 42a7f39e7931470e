#if ServiceLifecycle
public import Roost
public import ServiceLifecycle

/// Closes a database when everything that uses it has ended.
///
/// A service group shuts its services down one by one, the last first. So the database comes before whatever uses it:
///
/// ```swift
/// let group = ServiceGroup(
///     services: [
///         DatabaseService(db), ExpirySweeperService(sweeper), SizeMonitorService(monitor), server,
///     ],
///     gracefulShutdownSignals: [.sigterm], logger: logger)
/// try await group.run()
/// ```
public struct DatabaseService: Service {
    /// The database.
    public let database: Database

    /// A service that closes a database.
    public init(_ database: Database) {
        self.database = database
    }

    /// Does nothing until graceful shutdown begins or the task is cancelled, then closes the database. Transactions that
    /// run are waited for.
    ///
    /// - Throws: `RoostError.Code.io` when something could not be written; the database is closed all the same.
    public func run() async throws {
        // Cancelled or not, the database has to be closed.
        try? await gracefulShutdown()
        try await database.close()
    }
}
#endif
