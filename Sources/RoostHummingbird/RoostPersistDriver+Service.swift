#if Hummingbird
import RoostRepositories
import ServiceLifecycle

/// The driver as a service.
extension RoostPersistDriver {
    /// Sweeps the database until graceful shutdown begins or the task is cancelled. A sweep that is under way ends with the
    /// batch at hand.
    ///
    /// With a ``Configuration/maximumLifetime``, first ends the life of those values in time that would live longer.
    ///
    /// - Throws: `RoostError.Code.poisoned`, because a database whose commit failed takes no more writes until it is
    ///   opened again, and what ``limitLifetimes()`` throws.
    /// - Complexity: as ``limitLifetimes()`` once, and then as `ExpirySweeper.run()`.
    public func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await limitLifetimes()
                try await sweeper?.run()
            } catch is CancellationError {
                // It is time to end, and nothing has failed.
            }
        }
        // A group takes a service that returns early for one that has failed.
        try? await gracefulShutdown()
        try await shutdown()
    }

    /// Does nothing: what was stored is as durable as was asked for, and the database belongs to who opened it.
    public func shutdown() async throws {}
}
#endif
