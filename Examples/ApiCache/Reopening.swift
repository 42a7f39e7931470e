import Foundation
import Roost
import RoostRepositories

/// The end of the program, and its next start.
enum Reopening {
    /// Closes the store and opens it again; the API is down meanwhile.
    static func show(_ catalog: Catalog, path: String, clock: SimulatedClock) async throws {
        let known = try (0..<SimulatedAPI.products).filter { try catalog.cache.contains(catalog.key($0)) }
        try expect(known.count >= 50, "only \(known.count) products are cached")
        try await catalog.db.close()

        let reopened = try Catalog(path: path, api: catalog.api, clock: clock)
        let calls = await catalog.api.calls
        for id in known {
            try expect(try await reopened.product(id)?.id, id, "product \(id) after the store was opened again")
        }
        try expect(try reopened.cache.statistics().hits, known.count, "hits after the store was opened again")
        try expect(await catalog.api.calls, calls, "calls of the API by now")
        print("Closed, and opened again with the API down: \(known.count) of \(known.count) fresh products are hits")
        try expect(try await reopened.db.verify().problems, [], "problems found by a verification")
        try await reopened.db.close()
    }
}
