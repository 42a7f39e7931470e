import Foundation
import Roost
import RoostRepositories

/// The products, read through a cache in a store on disk.
struct Catalog: Sendable {
    static let timeToLive: TimeInterval = 60
    static let staleFor: TimeInterval = 120

    let db: Database
    let cache: Cache
    let api: SimulatedAPI

    init(path: String, api: SimulatedAPI, clock: SimulatedClock) throws {
        var databaseOptions = DatabaseOptions()
        databaseOptions.clock = clock.read
        db = try Database.open(at: path, tables: [Cache.table()], options: databaseOptions)
        var options = CacheOptions()
        options.timeToLive = Self.timeToLive
        options.staleFor = Self.staleFor
        options.negativeTimeToLive = 60
        // While the API is down, it is not asked for every stale answer.
        options.reloadPause = 20
        cache = try Cache(in: db, options: options)
        self.api = api
    }

    /// All that a program has to write for it: the loader runs where the cache has no answer.
    func product(_ id: Int) async throws -> Product? {
        try await cache.value(for: key(id), tags: [tag(SimulatedAPI.category(of: id))]) { try await api.product(id) }
    }

    func key(_ id: Int) -> String { "product/\(id)" }

    func tag(_ category: Int) -> String { "category/\(category)" }
}
