// A store that grows past 50 MB while a monitor watches it: thumbnails in a cache and snapshots that expire, both written
// all the time. The monitor sweeps, asks the cache for room and compacts, beside the writer, and the store is small again.
// The curve is drawn in the terminal and as an SVG file, whose path may be given as an argument.

import Foundation
import Roost
import RoostRepositories

let temporary = FileManager.default.temporaryDirectory
let folder = temporary.appendingPathComponent("size-watch-\(UUID().uuidString)")
let drawing = CommandLine.arguments.dropFirst().first ?? temporary.appendingPathComponent("size-watch.svg").path

func demonstrate() async throws {
    // Rather than find out in the end that it cannot be written.
    try Data().write(to: URL(fileURLWithPath: drawing))
    let clock = SimulatedClock()
    let store = try Store(path: folder.path, clock: clock)
    print("Filling a store; it should have no more than 50 MB")
    let curve = try await Watch(store: store).run()
    print("")
    TextPlot(curve: curve).show()
    try Drawing(curve: curve).write(to: drawing)
    print("\nThe curve is in \(drawing)")

    let samples = try await store.monitor().history().count
    try expect(samples > 0, "the monitor has kept no sample")
    try await store.db.close()
    let reopened = try Store(path: folder.path, clock: clock)
    try expect(try await reopened.monitor().history().count, samples, "samples after the store was opened again")
    try expect(try await reopened.db.verify().problems, [], "problems found by a verification")
    try await reopened.db.close()
    print("Its \(samples) samples, one a second, are in the store that was opened again")
}

do {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await demonstrate()
    print("\nEverything happened as expected.")
} catch {
    fail(error)
}
