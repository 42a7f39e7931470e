import Foundation
import RoostRepositories

/// Single properties of the cache, each seen by itself.
enum Scenes {
    /// 100 callers want the same product at once.
    static func singleFlight(_ catalog: Catalog) async throws {
        let id = 1
        let before = await catalog.api.calls
        let products = try await withThrowingTaskGroup(of: Product?.self) { group in
            for _ in 0..<100 { group.addTask { try await catalog.product(id) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let calls = await catalog.api.calls - before
        try expect(calls, 1, "calls of the API by 100 callers")
        try expect(products.allSatisfy { $0?.id == id }, "not all callers got the product")
        print("100 callers wanted one product at once: \(calls) call of the API")
    }

    /// A product that is not there.
    static func absence(_ catalog: Catalog) async throws {
        let id = 7
        let before = await catalog.api.calls
        for _ in 0..<50 {
            try expect(try await catalog.product(id) == nil, "product \(id) is there")
        }
        let calls = await catalog.api.calls - before
        try expect(calls, 1, "calls of the API for an absent product")
        print("50 requests in a row for a product that is not there: \(calls) call of the API, the 404 was remembered")
    }

    /// Prices of a category change, and nobody sees an old one afterwards.
    static func invalidation(_ catalog: Catalog) async throws {
        let category = 3
        let ids = [3, 23, 43]
        for id in ids { _ = try await catalog.product(id) }
        let cached = try await catalog.cache.count(tag: catalog.tag(category))
        try expect(cached >= ids.count, "only \(cached) products of category \(category) are cached")
        await catalog.api.raisePrices(inCategory: category)
        let removed = try await catalog.cache.remove(tag: catalog.tag(category))
        try expect(removed >= cached, "\(removed) of \(cached) products were removed")
        for id in ids {
            try expect(try await catalog.product(id)?.cents, 510 + id, "the price of product \(id)")
        }
        print("Prices of a category went up: its tag removed \(removed) products, and the next answers were right")
    }
}
