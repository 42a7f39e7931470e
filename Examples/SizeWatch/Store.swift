import Foundation
import Roost
import RoostRepositories

/// A store that keeps thumbnails in a cache, and snapshots that expire.
struct Store: Sendable {
    /// Bytes of JSON that the thumbnails may have.
    private static let thumbnailBytes = 42_000_000

    let db: Database
    let thumbnails: Cache
    let clock: SimulatedClock

    init(path: String, clock: SimulatedClock) throws {
        var options = DatabaseOptions()
        options.clock = clock.read
        options.durability = .none
        // What LevelDB's log holds, and what a compaction writes before it deletes what it has read, counts on disk.
        // Small, so that the curve is one of the records.
        options.writeBufferBytes = 2 << 20
        options.maxFileBytes = 2 << 20
        db = try Database.open(
            at: path, tables: [Cache.table(named: "thumbnails"), Snapshot.table, SizeMonitor.table], options: options)
        var cacheOptions = CacheOptions()
        cacheOptions.maxBytes = Self.thumbnailBytes
        // Others wait for one batch at most, and thumbnails are large.
        cacheOptions.batchSize = 25
        thumbnails = try Cache(in: db, name: "thumbnails", options: cacheOptions)
        self.clock = clock
    }

    /// A monitor that looks ten times a second rather than once a minute, because this program has no hours.
    func monitor() throws -> SizeMonitor {
        var options = SizeMonitorOptions()
        options.interval = .milliseconds(100)
        options.minimumInterval = .milliseconds(20)
        options.sweepBatchSize = 50
        options.historyInterval = .seconds(1)
        options.thresholds = [SizeThreshold(bytes: 50_000_000, relaxed: 0.8, coolDown: .seconds(60))]
        options.shrinkables = [ThumbnailRoom(cache: thumbnails, bytes: 16_000_000)]
        return try SizeMonitor(db, options: options)
    }
}
