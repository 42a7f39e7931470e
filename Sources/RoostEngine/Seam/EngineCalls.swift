/// How often a store has been asked for what, and how much was committed, since it was opened.
package struct EngineCalls: Hashable, Sendable {
    /// Point reads, of the store and of its views.
    package var gets = 0
    package var views = 0
    /// Chunks filled.
    package var scans = 0
    package var multiGets = 0
    package var commits = 0
    package var syncs = 0
    /// Bytes of keys and values in committed batches.
    package var bytesCommitted = 0
    /// Puts and deletes in committed batches, with counters and the keys of deleted ranges.
    package var entriesCommitted = 0

    package init() {}
}
