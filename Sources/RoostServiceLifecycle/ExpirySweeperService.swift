#if ServiceLifecycle
public import RoostRepositories
public import ServiceLifecycle

/// Runs an `ExpirySweeper` as long as its service group runs.
public struct ExpirySweeperService: Service {
    /// The sweeper; its events tell what the service does.
    public let sweeper: ExpirySweeper

    /// A service that runs a sweeper.
    public init(_ sweeper: ExpirySweeper) {
        self.sweeper = sweeper
    }

    /// Sweeps until graceful shutdown begins. A sweep that is under way ends with the batch at hand.
    ///
    /// - Throws: what `ExpirySweeper.run()` throws.
    public func run() async throws {
        try await cancelWhenGracefulShutdown { try await sweeper.run() }
        // A group takes a service that returns early for one that has failed.
        try? await gracefulShutdown()
    }
}
#endif
