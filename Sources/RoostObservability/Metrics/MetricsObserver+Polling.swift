#if Observability
import Metrics
public import Roost

extension MetricsObserver {
    /// Records what is not an event: the open transactions and the bytes on disk.
    ///
    /// - Throws: `RoostError.Code.closed`, or `RoostError.Code.io` when the folder cannot be read.
    /// - Complexity: looks at the folder of the database, reads nothing.
    public func record(_ database: Database) throws {
        openTransactions.record(database.openTransactions)
        bytesOnDisk.record(try database.bytesOnDisk())
    }

    /// Records the open transactions and the bytes on disk again and again, until the task is cancelled or the database
    /// is closed. A size that cannot be measured is left out.
    ///
    /// - Parameters:
    ///   - interval: the time between two looks.
    ///   - clock: what it sleeps by.
    public func poll(
        _ database: Database, every interval: Duration = .seconds(10), clock: some Clock<Duration> = ContinuousClock()
    ) async {
        while !Task.isCancelled {
            do {
                try record(database)
            } catch RoostError.Code.closed {
                return
            } catch {
                // The next look may succeed.
            }
            do {
                try await clock.sleep(until: clock.now.advanced(by: interval), tolerance: nil)
            } catch {
                return
            }
        }
    }

    /// Counts what a cache has done since it last reported.
    ///
    /// - Parameters:
    ///   - cache: its name, the dimension `cache`; each name makes counters that stay.
    ///   - hits: values that were found.
    ///   - misses: values that were not.
    ///   - evictions: values that were dropped for lack of room.
    public func record(cache: String, hits: Int = 0, misses: Int = 0, evictions: Int = 0) {
        caches.hits.increment(cache, by: hits)
        caches.misses.increment(cache, by: misses)
        caches.evictions.increment(cache, by: evictions)
    }
}
#endif
