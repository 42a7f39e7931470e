// A read-through cache in front of a slow API that fails now and then, all of it simulated and repeatable by a seed.
// It shows single flight, a time to live, stale answers while new ones are loaded, remembered absences and removal by
// tag, under requests of which most are for few products. In the end the store is opened again, with the API down: what
// was cached is there.

import Foundation
import Roost
import RoostRepositories

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("api-cache-\(UUID().uuidString)")

func demonstrate() async throws {
    let seed: UInt64 = 42
    let clock = SimulatedClock()
    let api = SimulatedAPI(clock: clock, seed: seed)
    let catalog = try Catalog(path: folder.path, api: api, clock: clock)
    try await Scenes.singleFlight(catalog)
    try await Scenes.absence(catalog)

    print("\nRequests by 8 tasks over \(SimulatedAPI.products) products; the API is down for two minutes")
    var traffic = Traffic(catalog: catalog, clock: clock, generator: SeededGenerator(seed: seed))
    await api.become(.flaky)
    let cold = try await traffic.run("cold", rounds: 40)
    await api.become(.down)
    let down = try await traffic.run("API down", rounds: 30)
    await api.become(.flaky)
    let again = try await traffic.run("up again", rounds: 30)
    TrafficReport.show([cold, down, again])
    try expect(down.stale > 0, "no stale answer was served while the API was down")
    try expect(cold.failed < cold.requests / 20, "\(cold.failed) requests failed while the API was up")
    await api.become(.sound)
    print("")
    try await Scenes.invalidation(catalog)

    await api.become(.down)
    try await Reopening.show(catalog, path: folder.path, clock: clock)
}

do {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await demonstrate()
    print("\nEverything happened as expected.")
} catch {
    fail(error)
}
