import Foundation
import Roost
import RoostRepositories

/// A store that keeps thumbnails in a cache, and snapshots that expire.
struct Store: Sendable {
    /// Bytes of JSON that the thumbnails may have.
    private static let thumbnailBytes = 32_000_000

    let db: Database
    let thumbnails: Cache
    let clock: SimulatedClock

    init(path: String, clock: SimulatedClock) throws {
        var options = DatabaseOptions()
        options.clock = clock.read
        options.durability = .none
        // The log counts on disk until it is as long as this. Small, so that the curve has no steps.
        options.writeBufferBytes = 2 << 20
        db = try Database.open(
            at: path, tables: [Cache.table(named: "thumbnails"), Snapshot.table, SizeMonitor.table], options: options)
        var cacheOptions = CacheOptions()
        cacheOptions.maxBytes = Self.thumbnailBytes
        cacheOptions.clock = clock.read
        thumbnails = try Cache(in: db, name: "thumbnails", options: cacheOptions)
        self.clock = clock
    }

    /// A monitor that looks ten times a second rather than once a minute, because this program has no hours.
    func monitor() throws -> SizeMonitor {
        var options = SizeMonitorOptions()
        options.interval = .milliseconds(100)
        options.minimumInterval = .milliseconds(20)
        options.historyInterval = .seconds(1)
        options.thresholds = [SizeThreshold(bytes: 50_000_000, relaxed: 0.8, coolDown: .seconds(1))]
        options.shrinkables = [ThumbnailRoom(cache: thumbnails, bytes: Self.thumbnailBytes / 2)]
        return try SizeMonitor(db, options: options)
    }
}
