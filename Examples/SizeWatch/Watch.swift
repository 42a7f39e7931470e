import Foundation
import Roost
import RoostRepositories

/// Fills a store while a monitor watches its size.
struct Watch {
    /// Bytes on disk by which the store has to grow again after it was cleaned.
    private static let regrowth = 7_000_000
    /// More than the store ever needs to exceed its threshold: each round writes about 100 kB.
    private static let mostRounds = 3_000

    let store: Store

    func run() async throws -> Curve {
        let monitor = try store.monitor()
        let recorder = Recorder(store.db)
        let events = monitor.events
        let monitoring = Task { try await monitor.run() }
        let listening = Task { await recorder.listen(to: events) }
        let sampling = Task { try await recorder.sample() }
        var writer = Writer(store)
        while try await !isDone(recorder) {
            try expect(writer.rounds < Self.mostRounds, "the store was not cleaned")
            try await writer.write()
        }
        sampling.cancel()
        try await sampling.value
        monitoring.cancel()
        try await monitoring.value
        // The stream of events ends with the monitor's run.
        await listening.value
        print("  wrote \(writer.rounds) thumbnails and as many snapshots meanwhile")
        try await check(recorder, writer)
        return await recorder.curve
    }

    private func isDone(_ recorder: Recorder) async throws -> Bool {
        guard let bytes = await recorder.relaxed.last else { return false }
        return Int(clamping: try store.db.bytesOnDisk()) > bytes + Self.regrowth
    }

    private func check(_ recorder: Recorder, _ writer: Writer) async throws {
        try expect(await recorder.failures, [], "steps that failed")
        try expect(await recorder.exceeded, await recorder.relaxed.count, "times that the threshold was exceeded")
        for cleaning in await recorder.cleanings {
            try expect(
                cleaning.steps.map(\.name), ["sweep", "shrink ThumbnailRoom", "compact"], "the steps of a cleaning")
        }
        guard let first = await recorder.cleanings.first else { throw Mismatch("the store was not cleaned") }
        try expect(first.bytesBefore > 50_000_000, "cleaned at \(first.bytesBefore) bytes")
        // Files that LevelDB is about to delete count on disk, so compaction has no such bound.
        try expect(first.steps.prefix(2).allSatisfy { $0.removed > 50 }, "a step has removed next to nothing")
        // The latest of both are never in the way.
        let thumbnail = try store.thumbnails.get(Writer.key(writer.rounds), as: [UInt8].self)
        try expect(thumbnail?.count, 60_000, "bytes of the latest thumbnail")
        try expect(
            try await store.db[Snapshot.self].count(), min(writer.rounds, Int(Snapshot.timeToLive) - 1),
            "snapshots that have not expired")
    }
}
