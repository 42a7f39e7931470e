/// What the removal of cleared tables has done: see ``DatabaseObserver``.
public struct ReclaimReport: Sendable {
    /// Tables whose keys are gone.
    public var tables = 0
    /// Keys that were removed: records, index entries, chunks and rows of expiry queues.
    public var keys = 0
    /// How long it took.
    public var duration = Duration.zero
    /// Why it has stopped before its end; nil when all is well, and when the database was closed. The rest is tried again
    /// after the next `clear()` and when the database is opened.
    public var error: RoostError?
}
