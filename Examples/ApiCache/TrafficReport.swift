import RoostRepositories

/// What came of a stretch of traffic.
struct TrafficReport {
    let name: String
    let requests: Int
    let failed: Int
    let hits: Int
    let stale: Int
    let absent: Int
    let misses: Int
    let loads: Int
    let meanLatency: Duration

    init(
        name: String, requests: Int, failed: Int, before: CacheStatistics, after: CacheStatistics,
        meanLatency: Duration
    ) {
        self.name = name
        self.requests = requests
        self.failed = failed
        hits = after.hits - before.hits
        stale = after.staleHits - before.staleHits
        absent = after.negativeHits - before.negativeHits
        misses = after.misses - before.misses
        loads = after.loads - before.loads
        self.meanLatency = meanLatency
    }

    var hitRate: Double { Double(requests - misses) / Double(requests) }

    /// What callers would have waited for an API without a cache: only those wait who miss.
    var timeSaved: Duration { meanLatency * (requests - misses) }

    func check() throws {
        try expect(hits + stale + absent + misses, requests, "look-ups of \(name)")
        try expect(hitRate > 0.5, "the hit rate of \(name) is \(hitRate)")
        try expect(failed <= misses, "\(failed) requests failed, and \(misses) missed the cache")
        try expect(loads <= misses + stale, "\(loads) loads for \(misses) misses and \(stale) stale answers")
    }

    static func show(_ reports: [TrafficReport]) {
        row("", reports.map(\.name))
        row("requests", reports.map { String($0.requests) })
        row("hit rate", reports.map { percent($0.hitRate) })
        row("fresh", reports.map { String($0.hits) })
        row("stale, loaded anew behind", reports.map { String($0.stale) })
        row("known to be absent (404)", reports.map { String($0.absent) })
        row("missed", reports.map { String($0.misses) })
        row("loads", reports.map { String($0.loads) })
        row("requests that failed", reports.map { String($0.failed) })
        row("simulated waiting saved", reports.map { seconds($0.timeSaved) })
    }
}
