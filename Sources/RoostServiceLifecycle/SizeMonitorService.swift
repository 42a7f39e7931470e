#if ServiceLifecycle
public import RoostRepositories
public import ServiceLifecycle

/// Runs a `SizeMonitor` as long as its service group runs.
public struct SizeMonitorService: Service {
    /// The monitor; its events tell what the service does.
    public let monitor: SizeMonitor

    /// A service that runs a monitor.
    public init(_ monitor: SizeMonitor) {
        self.monitor = monitor
    }

    /// Watches the size until graceful shutdown begins. A compaction that is under way ends with the piece
    /// at hand.
    ///
    /// - Throws: what `SizeMonitor.run()` throws.
    public func run() async throws {
        try await cancelWhenGracefulShutdown { try await monitor.run() }
        // A group takes a service that returns early for one that has failed.
        try? await gracefulShutdown()
    }
}
#endif
