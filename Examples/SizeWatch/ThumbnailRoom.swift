import RoostRepositories

/// What the monitor may ask of the cache of thumbnails: to give up all but so many bytes.
struct ThumbnailRoom: Shrinkable {
    let cache: Cache
    let bytes: Int

    func shrink() async throws -> ShrinkReport {
        let report = try await cache.shrink(toBytes: bytes)
        return ShrinkReport(removed: report.evicted, freedBytes: report.freedBytes)
    }
}
