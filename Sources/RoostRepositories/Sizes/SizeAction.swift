/// One thing a ``SizeMonitor`` does when a database has grown above a ``SizeThreshold``.
///
/// Actions run in the order in which they are given, so that your own may come before and after the ready ones:
///
/// ```swift
/// let warn = SizeAction.custom("warn") { report in log(report.bytesOnDisk) }
/// let threshold = SizeThreshold(actions: [warn] + SizeAction.cleanup)
/// ```
public struct SizeAction: Sendable, CustomStringConvertible {
    enum Kind: Sendable {
        case sweep, shrink, compact
        case custom(String, @Sendable (SizeReport) async throws -> Void)
    }

    let kind: Kind

    /// Removes all expired records.
    public static let sweep = SizeAction(kind: .sweep)
    /// Asks everything that is registered with the monitor to shrink, in the order of registration.
    public static let shrink = SizeAction(kind: .shrink)
    /// Rewrites the files without deleted and overwritten data, LevelDB's log included. Without it nothing on disk gets
    /// smaller.
    public static let compact = SizeAction(kind: .compact)
    /// Everything there is: ``sweep``, ``shrink``, ``compact``.
    public static let cleanup = [sweep, shrink, compact]

    /// An action of your own.
    ///
    /// - Parameters:
    ///   - name: what events call it.
    ///   - body: is given the report that was above the threshold. It may use the database, and may throw: that is an
    ///     event, and the next action runs.
    public static func custom(
        _ name: String, _ body: @escaping @Sendable (SizeReport) async throws -> Void
    ) -> SizeAction {
        SizeAction(kind: .custom(name, body))
    }

    /// The action's name.
    public var description: String {
        switch kind {
        case .sweep: "sweep"
        case .shrink: "shrink"
        case .compact: "compact"
        case .custom(let name, _): name
        }
    }
}
