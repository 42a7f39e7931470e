import Foundation
import Roost
import RoostRepositories

/// One store with everything that can live in it. Lifetimes, buffers and files are small, so that what usually takes days
/// happens all the time.
struct SoakStore: Sendable {
    static let cacheBytes = 1_200_000
    static let cacheEntries = 600
    /// Above it the size monitor cleans up.
    static let diskBytes = 5_000_000

    let database: Database
    let sessions: Sessions<SoakUser>
    let cache: Cache
    let sweeper: ExpirySweeper
    let sizes: SizeMonitor
    let performance: PerformanceMonitor

    static func open(at folder: URL, _ tally: Tally) throws -> SoakStore {
        var watching = PerformanceMonitorOptions()
        watching.interval = .seconds(1)
        watching.triggers = [
            .size(above: diskBytes * 2), .slowQuery(over: .milliseconds(500)), .errorRate(above: 0.01),
        ]
        watching.handler = { event in
            switch event {
            case .failed(let step, let error): tally.noteError("performance monitor, \(step): \(error)")
            case .errorRateExceeded(let rate):
                tally.noteError("error rate \(rate.rate), \(rate.latest.map(\.description) ?? "-")")
            case .slowQuery: tally.note("slow queries")
            case .acted: tally.note("performance actions")
            default: break
            }
        }
        let performance = try PerformanceMonitor(options: watching)
        var options = DatabaseOptions()
        options.durability = .interval(milliseconds: 50)
        options.writeBufferBytes = 2 << 20
        options.maxFileBytes = 1 << 20
        options.blockCacheBytes = 8 << 20
        options.observers = [performance]
        let tables = Sessions<SoakUser>.tables() + [Cache.table(), SizeMonitor.table, Beat.table]
        let database = try Database.open(at: folder.path, tables: tables, options: options)
        let cache = try Cache(in: database, options: cacheOptions(tally))
        return SoakStore(
            database: database, sessions: try Sessions<SoakUser>(in: database, configuration: sessionOptions),
            cache: cache, sweeper: try sweeper(database, tally), sizes: try sizes(database, cache, tally),
            performance: performance)
    }

    private static var sessionOptions: SessionConfiguration {
        var configuration = SessionConfiguration()
        configuration.accessLifetime = nil
        configuration.idleLifetime = 3
        configuration.absoluteLifetime = 10
        configuration.touchInterval = 1
        // So that a spent token is one at once.
        configuration.refreshOverlap = 0
        configuration.refreshRetryWindow = 0
        return configuration
    }

    private static func cacheOptions(_ tally: Tally) -> CacheOptions {
        var options = CacheOptions()
        options.maxBytes = cacheBytes
        options.maxEntries = cacheEntries
        options.accessResolution = 1
        options.accessBatch = 200
        options.batchSize = 50
        options.onFailure = { failure in tally.noteError("cache, \(failure.operation): \(failure.error)") }
        return options
    }

    private static func sweeper(_ database: Database, _ tally: Tally) throws -> ExpirySweeper {
        var options = ExpirySweeperOptions()
        options.minimumInterval = .milliseconds(100)
        options.maximumInterval = .seconds(2)
        return try ExpirySweeper(database, options: options) { event in
            switch event {
            case .swept(let report, _):
                tally.note("sweeps")
                tally.note("swept records", report.swept)
                if report.unreadable > 0 { tally.noteError("\(report.unreadable) expired records cannot be read") }
            case .failed(let error, _): tally.noteError("sweeper: \(error)")
            }
        }
    }

    private static func sizes(_ database: Database, _ cache: Cache, _ tally: Tally) throws -> SizeMonitor {
        var options = SizeMonitorOptions()
        options.interval = .seconds(1)
        options.minimumInterval = .milliseconds(200)
        options.historyInterval = .seconds(1)
        options.historyLimit = 60
        options.shrinkables = [CacheShrinker(cache: cache, bytes: cacheBytes / 2)]
        options.thresholds = [SizeThreshold(bytes: diskBytes, coolDown: .seconds(5))]
        return try SizeMonitor(database, options: options) { event in
            switch event {
            case .exceeded: tally.note("size thresholds")
            case .cleaned: tally.note("size cleanups")
            case .relaxed: break
            case .failed(let step, let error): tally.noteError("size monitor, \(step): \(error)")
            }
        }
    }
}
