/// What has gone wrong in a database since it was opened, and lasts: ``Database/health``.
public struct DatabaseHealth: Sendable {
    /// Why the database takes no writes until it is opened again; nil while it does.
    public var writeFailure: RoostError?
    /// Why the last attempt did not remove what cleared tables left behind; nil when it did. It costs space on disk and
    /// nothing else, and is tried again after the next `clear()` and when the database is opened.
    public var reclaimFailure: RoostError?

    /// Whether nothing is wrong.
    public var isSound: Bool { writeFailure == nil && reclaimFailure == nil }
}

extension Database {
    /// What has gone wrong in the store since it was opened, and lasts.
    ///
    /// - Complexity: reads nothing from the store.
    public var health: DatabaseHealth {
        DatabaseHealth(writeFailure: pipeline.failure, reclaimFailure: reclaimer.failure)
    }
}
