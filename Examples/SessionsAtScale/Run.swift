import Foundation
import Roost
import RoostRepositories

/// The whole program: sign in, work, expire, sweep while others work, clean up.
struct Run {
    let plan: Plan
    let store: Store
    private var crowds: Crowds

    init(_ plan: Plan, path: String) throws {
        self.plan = plan
        store = try Store(path: path)
        crowds = Crowds(store, plan)
    }

    mutating func run() async throws {
        try await signIn()
        let operations = plan.operations / Plan.tasks
        let quiet = try await crowds.run { crowd in
            for _ in 0..<operations { try await crowd.act() }
        }
        quiet.latencies.show("Mixed load", in: quiet.elapsed)
        try compareCounts()

        // The sessions that began first have been idle for 13 hours now, the others for 5.
        store.clock.advance(by: 5 * 3_600)
        let expired = try await expiredCount()
        let bytesBefore = try await settledBytes()
        let (busy, swept) = try await sweepWhileWorking()
        try expect(swept.swept, expired, "sessions swept")
        try compareCounts()
        try await cleanUp(from: bytesBefore)
        print(
            "  longest wait of a writer: \(text(quiet.latencies.longestWrite)) without the sweep,"
                + " \(text(busy.longestWrite)) during it")
        if let bytes = Memory.peakBytes {
            print("  memory at most: \(megabytes(bytes)), tokens of the clients included")
        }
        try expect(try await store.db.verify().problems, [], "problems found by a verification")
        try await store.db.close()
    }

    /// Half of the sessions begin eight hours before the others.
    private mutating func signIn() async throws {
        let early = try await crowds.run { try await $0.signInAll() }
        // Some of the first clients refresh now, and are not seen again.
        let operations = plan.operations / Plan.tasks / 4
        _ = try await crowds.run { crowd in
            for _ in 0..<operations { try await crowd.act() }
        }
        store.clock.advance(by: 8 * 3_600)
        let late = try await crowds.run { try await $0.signInAll() }
        var latencies = early.latencies
        latencies.add(late.latencies)
        latencies.show("Sign-in of \(grouped(plan.users)) users", in: early.elapsed + late.elapsed)
        try compareCounts()
    }

    private func compareCounts() throws {
        try expect(try store.sessions.count(), crowds.living(at: store.clock.now), "living sessions")
    }

    /// Sessions that are expired and still in the store.
    private func expiredCount() async throws -> Int {
        let statistics = try await store.db.statistics()
        let stored = statistics.tables.first { $0.name == store.sessions.table.name }?.records ?? 0
        return stored - crowds.living(at: store.clock.now)
    }

    /// Bytes on disk once the log is in the tables, so that before and after compare.
    private func settledBytes() async throws -> Int {
        try await store.db.compact()
        return Int(clamping: try store.db.bytesOnDisk())
    }

    private mutating func sweepWhileWorking() async throws -> (latencies: Latencies, report: SweepReport) {
        let isSwept = Flag()
        let db = store.db
        let sweep = Task {
            defer { isSwept.raise() }
            return try await db.sweep()
        }
        let busy = try await crowds.run { crowd in
            repeat { try await crowd.act() } while !isSwept.isRaised
        }
        let report = try await sweep.value
        busy.latencies.show("The same while half of the sessions are swept", in: busy.elapsed)
        print(
            "  swept \(grouped(report.swept)) expired sessions in \(grouped(report.batches)) commits and"
                + " \(text(report.duration)), \(rate(report.swept, in: report.duration)) a second")
        return (busy.latencies, report)
    }

    private func cleanUp(from bytesBefore: Int) async throws {
        try await store.sessions.cleanup()
        let bytesAfter = try await settledBytes()
        print("\nCleaned up")
        print(
            "  on disk: \(megabytes(bytesBefore)) before, \(megabytes(bytesAfter)) after, for"
                + " \(grouped(try await store.sessions.count())) sessions")
        try expect(bytesAfter < bytesBefore, "the store has \(bytesAfter) bytes, and had \(bytesBefore)")
    }
}
