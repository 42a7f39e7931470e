import Foundation
import RoostRepositories

/// Many tasks that ask for products, most of them for the same few.
struct Traffic {
    private static let tasks = 8
    private static let requestsPerTask = 25
    /// Simulated seconds from one round to the next.
    private static let pause: TimeInterval = 4

    let catalog: Catalog
    let clock: SimulatedClock
    let zipf = Zipf(count: SimulatedAPI.products)
    var generator: SeededGenerator

    /// Lets so many rounds of requests come in.
    mutating func run(_ name: String, rounds: Int) async throws -> TrafficReport {
        let before = try catalog.cache.statistics()
        var failed = 0
        for _ in 0..<rounds {
            failed += try await round()
            clock.advance(by: Self.pause)
        }
        let report = TrafficReport(
            name: name, requests: rounds * Self.tasks * Self.requestsPerTask, failed: failed, before: before,
            after: try catalog.cache.statistics(), meanLatency: await catalog.api.meanLatency)
        try report.check()
        return report
    }

    /// Returns the number of requests that failed.
    private mutating func round() async throws -> Int {
        let (catalog, zipf, now) = (catalog, zipf, clock.now)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<Self.tasks {
                let seed = generator.next()
                group.addTask {
                    var generator = SeededGenerator(seed: seed)
                    var failed = 0
                    for _ in 0..<Self.requestsPerTask {
                        let id = zipf.next(using: &generator)
                        do {
                            try Self.check(try await catalog.product(id), id: id, at: now)
                        } catch is SimulatedAPI.Unavailable {
                            failed += 1
                        }
                    }
                    return failed
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private static func check(_ product: Product?, id: Int, at now: Date) throws {
        try expect(product?.id, SimulatedAPI.exists(id) ? id : nil, "the product for \(id)")
        guard let product else { return }
        // A value loaded behind the back of callers may be stored some rounds after the API has told it.
        let oldest = Catalog.timeToLive + Catalog.staleFor + 3 * pause
        let age = now.timeIntervalSince(product.asOf)
        try expect(age <= oldest, "product \(id) is \(age) s old")
    }
}
