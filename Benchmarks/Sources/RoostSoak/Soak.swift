import Foundation
import Measuring
import Roost
import RoostRepositories

/// The load and all that runs beside it.
struct Soak {
    let folder: URL
    let seconds: Int
    let tasks: Int
    let sampleSeconds: Int
    let seed: UInt64
    let tally = Tally()

    /// Runs, closes the store, opens it again.
    func run() async throws -> (samples: [SoakSample], verdict: Verdict) {
        var verdict = Verdict()
        let store = try SoakStore.open(at: folder, tally)
        for id in 0..<2 { try await store.database[Beat.self].put(Beat(id: id, beats: 0)) }
        let samples = try await load(store)
        for sample in samples { verdict.check(sample, tasks: tasks) }
        verdict.compare(samples)
        print("\(tally.events)\n\(store.performance.snapshot(of: store.database))")
        print("cache: \(try store.cache.statistics())")
        try await check(store, "before it was closed", &verdict)
        try await store.database.close()

        let reopened = try SoakStore.open(at: folder, tally)
        try await check(reopened, "after it was opened again", &verdict)
        try await reopened.database.close()
        verdict.expect(
            tally.now.errors == 0, "\(tally.now.errors) errors:\n" + tally.errorTexts.joined(separator: "\n"))
        return (samples, verdict)
    }

    private func load(_ store: SoakStore) async throws -> [SoakSample] {
        let start = nanoseconds()
        let end = start + UInt64(seconds) * 1_000_000_000
        let background = Task { await runBackground(store) }
        defer { background.cancel() }
        let workers = Task {
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<tasks {
                    group.addTask {
                        var worker = Worker(number: number, store: store, tally: tally, seed: seed)
                        await worker.run(until: end)
                    }
                }
            }
        }
        var samples: [SoakSample] = []
        while nanoseconds() < end {
            try await Task.sleep(for: .seconds(sampleSeconds))
            let seconds = Double(nanoseconds() - start) / 1e9
            let sample = try await SoakSample(store, folder, tally, seconds: seconds)
            samples.append(sample)
            print(sample.text)
            fflush(nil)
        }
        await workers.value
        background.cancel()
        await background.value
        return samples
    }

    /// Sweeps, measures and holds reads until it is cancelled.
    private func runBackground(_ store: SoakStore) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await noting("sweeper") { try await store.sweeper.run() } }
            group.addTask { await noting("size monitor") { try await store.sizes.run() } }
            group.addTask { await noting("performance monitor") { try await store.performance.run(store.database) } }
            group.addTask { await HeldReads(store: store, tally: tally).run() }
        }
    }

    private func noting(_ name: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            tally.noteError("\(name) ended: \(error)")
        }
    }

    private func check(_ store: SoakStore, _ moment: String, _ verdict: inout Verdict) async throws {
        let report = try await store.database.verify()
        verdict.expect(report.isSound, "unsound \(moment): \(report.problems.prefix(5))")
        let beats = try [0, 1].reduce(0) { try $0 + (store.database[Beat.self].get($1)?.beats ?? 0) }
        verdict.expect(beats == tally.now.beats, "\(beats) beats \(moment), \(tally.now.beats) were written")
        print("verified \(moment): \(report.records) records, \(report.indexEntries) index entries")
    }
}
