import RoostRepositories

/// Lets a size monitor ask a cache for half of what it may take.
struct CacheShrinker: Shrinkable {
    let cache: Cache
    let bytes: Int

    func shrink() async throws -> ShrinkReport {
        let report = try await cache.shrink(toBytes: bytes)
        return ShrinkReport(removed: report.evicted, freedBytes: report.freedBytes)
    }
}
