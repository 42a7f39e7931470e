import Foundation
import Measuring
import Roost
import RoostRepositories
import Synchronization

/// Half of the sessions expire at one moment and are swept, while others write.
struct ExpiryPhase {
    struct Outcome: Codable, Sendable {
        var liveBefore: Int
        var liveAfter: Int
        var swept: Int
        /// Of the sweep, with writers beside it.
        var sweepSeconds: Double
        /// Of `cleanup()` after it: spent tokens without a session, and compaction.
        var cleanupSeconds: Double
        /// Sign-ins and touches while it was swept, each by two threads.
        var writes: Int
        /// Microseconds that a writer waited.
        var writeP50: Double
        var writeP99: Double
        var longestWrite: Double
        /// Microseconds until the session that expires first was found among those that live: while what has expired
        /// waits to be swept, after the sweep, and after compaction.
        var firstLive: [String: Double]
        /// Microseconds of the first look-up by a token, at the same moments.
        var firstLookUp: [String: Double]
        var bytesOnDisk: [String: Int]
    }

    let store: RoostTokenStore
    let clock: MovingClock

    /// - Parameter token: the access token of a session that outlives it.
    func run(token: String) throws -> Outcome {
        let sessions = try store.sessions(SessionRules())
        let liveBefore = try sessions.count()
        var moments = Moments()
        clock.advance(bySeconds: Population.shortLifetime + 3_600)
        try note("expired", sessions, token, &moments)

        let start = nanoseconds()
        let finished = Flag()
        let database = store.database
        let parts = try Threads.run(3) { number in
            if number == 0 {
                defer { finished.set() }
                let report = try database.sweep()
                return Part(report: report.isPostponed ? try database.sweep() : report)
            }
            return Part(samples: try Self.write(sessions, until: finished, seed: number))
        }
        let swept = nanoseconds()
        let samples = parts.reduce(into: Samples()) { $0.add($1.samples) }
        let sweptCount = parts[0].report?.swept ?? 0
        try note("swept", sessions, token, &moments)
        let liveAfter = try sessions.count()
        let cleaning = nanoseconds()
        try sessions.cleanup()
        let cleaned = nanoseconds()
        try note("compacted", sessions, token, &moments)
        let sorted = samples.values.sorted()
        return Outcome(
            liveBefore: liveBefore, liveAfter: liveAfter, swept: sweptCount,
            sweepSeconds: Double(swept - start) / 1e9, cleanupSeconds: Double(cleaned - cleaning) / 1e9,
            writes: sorted.count, writeP50: Samples.quantile(0.5, of: sorted),
            writeP99: Samples.quantile(0.99, of: sorted), longestWrite: Samples.quantile(1, of: sorted),
            firstLive: moments.firstLive, firstLookUp: moments.firstLookUp, bytesOnDisk: moments.bytesOnDisk)
    }

    private struct Moments {
        var firstLive: [String: Double] = [:]
        var firstLookUp: [String: Double] = [:]
        var bytesOnDisk: [String: Int] = [:]
    }

    private struct Part: Sendable {
        var report: SweepReport?
        var samples = Samples()
    }

    private func note(
        _ name: String, _ sessions: Sessions<Account>, _ token: String, _ moments: inout Moments
    ) throws {
        var start = nanoseconds()
        try MixError.check(sessions.session(accessToken: token) != nil, "look-up")
        moments.firstLookUp[name] = Double(nanoseconds() - start) / 1_000
        start = nanoseconds()
        try MixError.check(!sessions.active(limit: 1).isEmpty, "first live session")
        moments.firstLive[name] = Double(nanoseconds() - start) / 1_000
        moments.bytesOnDisk[name] = try store.bytesOnDisk()
    }

    /// Signs in and touches, in turns.
    private static func write(_ sessions: Sessions<Account>, until finished: Flag, seed: Int) throws -> Samples {
        var samples = Samples()
        var generator = SeededGenerator(seed: UInt64(seed))
        while !finished.isSet {
            let account = Account(number: generator.next(below: 500_000))
            var start = nanoseconds()
            let granted = try sessions.signIn(account)
            samples.add(nanoseconds: nanoseconds() - start, operations: 1)
            start = nanoseconds()
            try MixError.check(sessions.touch(accessToken: granted.accessToken.text) != nil, "touch")
            samples.add(nanoseconds: nanoseconds() - start, operations: 1)
        }
        return samples
    }
}

/// Set once, by one thread, and seen by others.
private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}
