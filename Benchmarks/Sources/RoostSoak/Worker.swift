import Foundation
import Measuring
import Roost
import RoostRepositories

/// One task of the load. It alone knows its sessions, and so what each answer has to be.
struct Worker {
    /// The most live sessions of a task.
    static let sessionLimit = 300

    let number: Int
    let store: SoakStore
    let tally: Tally
    var generator: SeededGenerator
    var owned: [OwnSession] = []
    /// A refresh token that was exchanged.
    var spent: String?

    init(number: Int, store: SoakStore, tally: Tally, seed: UInt64) {
        self.number = number
        self.store = store
        self.tally = tally
        generator = SeededGenerator(seed: seed &+ UInt64(number))
    }

    /// Works until a moment; an error is noted, and the work goes on.
    mutating func run(until end: UInt64) async {
        while nanoseconds() < end {
            do {
                try await step()
            } catch {
                tally.noteError("task \(number): \(error)")
            }
            tally.noteOperation()
        }
    }

    private mutating func step() async throws {
        switch generator.next(below: 1_000) {
        case 0..<300: try lookUp()
        case 300..<400: try await touch()
        case 400..<480: try await refresh()
        case 480..<560: try await signIn()
        case 560..<590: try await signOut()
        case 590..<592: try await signOutEverywhere()
        case 592..<593: try await reuse()
        case 593..<800: try await loadCached()
        case 800..<900: try await storeCached()
        case 900..<920: try await removeCached()
        case 920..<960: try await beat()
        default: try await query()
        }
    }

    /// Counts one of the beats up.
    private func beat() async throws {
        let id = number % 2
        try await store.database.write { tx in _ = try tx[Beat.self].update(id, .increment(\.beats, by: 1)) }
        tally.noteBeat()
    }

    /// Looks at what others write.
    private mutating func query() async throws {
        let recent = try await store.sessions.recent(limit: 20)
        let ordered = zip(recent, recent.dropFirst()).allSatisfy { $0.updatedAt >= $1.updatedAt }
        expect(ordered, "the recent sessions are out of order")
        let user = userID()
        let all = try await store.sessions.sessions(of: user)
        expect(all.allSatisfy { $0.userID == user }, "a session of another user")
    }

    /// Users of one task are no other task's.
    mutating func userID() -> Int { number * 1_000 + generator.next(below: 100) }

    func expect(_ isTrue: Bool, _ text: @autoclosure () -> String) {
        if !isTrue { tally.noteError("task \(number): \(text())") }
    }
}
