/// Whether a threshold is exceeded, and when its actions are due. Knows sizes and times, and does nothing itself.
struct SizeAlarm: Sendable {
    enum Signal: Sendable, Hashable {
        /// The size has gone above the threshold.
        case exceeded
        /// It is still there, and trying again may help.
        case stillExceeded
        /// It has gone below the lower mark.
        case relaxed
    }

    /// What the actions did when they last ran.
    private struct Outcome {
        let bytesAfter: Int
        /// Whether they may do better, or as well, the next time.
        let isPromising: Bool
        /// When they may run again.
        let restEnd: Duration
    }

    let threshold: SizeThreshold
    private(set) var isRaised = false
    private var outcome: Outcome?

    init(_ threshold: SizeThreshold) {
        self.threshold = threshold
    }

    /// Takes note of a size, and says what it means.
    mutating func signal(bytes: Int, at uptime: Duration) -> Signal? {
        if relaxes(bytes: bytes) { return .relaxed }
        guard bytes > threshold.bytes else { return nil }
        if let outcome, uptime < outcome.restEnd { return nil }
        if !isRaised {
            isRaised = true
            return .exceeded
        }
        if threshold.actions.isEmpty { return nil }
        // Cancelled before they had done anything.
        guard let outcome else { return .stillExceeded }
        let grown = bytes - outcome.bytesAfter
        return outcome.isPromising || grown >= threshold.bytes - threshold.relaxedBytes ? .stillExceeded : nil
    }

    /// Takes note of a size that matters only where it is below the lower mark, and says whether it has just gone there.
    mutating func relaxes(bytes: Int) -> Bool {
        guard isRaised, bytes < threshold.relaxedBytes else { return false }
        isRaised = false
        return true
    }

    /// Takes note of what the actions did, and when.
    mutating func cleaned(
        from bytesBefore: Int, to bytesAfter: Int, failed: Bool, began: Duration, ended: Duration
    ) {
        let freed = bytesBefore - bytesAfter
        outcome = Outcome(
            bytesAfter: bytesAfter, isPromising: failed || freed >= max(1, bytesBefore / 100),
            restEnd: ended + max(threshold.coolDown, (ended - began) * 10))
    }
}
