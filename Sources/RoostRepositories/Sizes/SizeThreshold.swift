/// A size on disk that a database should not exceed, and what is done when it does.
///
/// The threshold fires once when the size goes above ``bytes``, and is armed again only below the lower mark, so that a
/// size that swings around it fires once. While the size stays above, the actions run again when ``coolDown`` is over,
/// provided that they freed at least a hundredth the last time, that one of them failed, or that the store has grown
/// since by as much as lies between the two marks. The cool-down holds for a store that was below the lower mark
/// meanwhile, too, and is never shorter than ten times as long as the actions took: a database that has too much to keep
/// spends no more than a tenth of its time on them.
public struct SizeThreshold: Sendable {
    /// The size on disk, in bytes, above which the actions run. 50 MB, which is 50,000,000 bytes, unless said otherwise.
    public var bytes: Int
    /// The share of ``bytes`` below which the threshold is armed again, above 0 and below 1. 0.8 unless said otherwise.
    public var relaxed: Double
    /// The least time from the end of the actions to their next beginning. Five minutes unless said otherwise.
    public var coolDown: Duration
    /// What is done, in this order. ``SizeAction/cleanup`` unless said otherwise; with none, the threshold only tells.
    public var actions: [SizeAction]

    /// A threshold. What is out of its domain is an error of `SizeMonitor`.
    public init(
        bytes: Int = 50_000_000, relaxed: Double = 0.8, coolDown: Duration = .seconds(300),
        actions: [SizeAction] = SizeAction.cleanup
    ) {
        self.bytes = bytes
        self.relaxed = relaxed
        self.coolDown = coolDown
        self.actions = actions
    }

    /// The size below which the threshold is armed again, in bytes.
    public var relaxedBytes: Int { relaxed > 0 && relaxed < 1 ? Int(Double(bytes) * relaxed) : bytes }

    func validate() throws {
        try MaintenanceError.check("the bytes of a threshold", bytes, 1...(1 << 60))
        guard relaxed > 0, relaxed < 1 else {
            throw MaintenanceError(.invalidArgument, "relaxed is \(relaxed); it has to be above 0 and below 1")
        }
        try MaintenanceError.check("the cool-down of a threshold", coolDown, .zero ... .day)
    }
}
