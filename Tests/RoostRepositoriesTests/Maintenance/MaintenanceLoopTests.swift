import Testing

import RoostEngineTesting
@testable import Roost
@testable import RoostRepositories

@Suite(.timeLimit(.minutes(20))) struct MaintenanceLoopTests {
    private struct Odd: Error {}

    @Test func failuresInARowAreCountedAndForgottenAfterASuccess() async throws {
        let clock = ManualClock()
        let counts = EventLog<Int>()
        let loop = Task {
            var round = 0
            try await MaintenanceLoop.run(on: LoopClock(clock), isolation: nil) {
                round += 1
                if [2, 3, 5].contains(round) { throw Odd() }
                return .seconds(10)
            } failed: { _, failures in
                counts.append(failures)
                return .seconds(failures)
            }
        }
        for expected in [10, 1, 2, 10, 1, 10] as [Int64] {
            #expect(await clock.sleeper() == .seconds(expected))
            clock.wake()
        }
        loop.cancel()
        try await loop.value
        #expect(counts.events == [1, 2, 1])
    }

    @Test func aClosedDatabaseEndsItQuietly() async throws {
        try await MaintenanceLoop.run(on: LoopClock(ManualClock())) {
            throw RoostError(.closed, "closed")
        } failed: { _, _ in
            Issue.record("closing is no failure")
            return .zero
        }
    }

    @Test func aPoisonedDatabaseEndsItWithAnError() async throws {
        await #expect {
            try await MaintenanceLoop.run(on: LoopClock(ManualClock())) {
                throw RoostError(.poisoned, "poisoned")
            } failed: { _, _ in
                .zero
            }
        } throws: {
            RoostError.Code.poisoned ~= $0
        }
    }

    @Test func aCancelledTaskDoesNoRound() async throws {
        let loop = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await MaintenanceLoop.run(on: LoopClock(ManualClock())) {
                Issue.record("a round ran")
                return .zero
            } failed: { _, _ in
                .zero
            }
        }
        try await loop.value
    }

    /// A round may have cancelled something of its own.
    @Test func aCancellationThatIsNotOfThisTaskIsAFailure() async throws {
        let clock = ManualClock()
        let loop = Task {
            try await MaintenanceLoop.run(on: LoopClock(clock)) {
                throw CancellationError()
            } failed: { _, failures in
                .seconds(failures)
            }
        }
        #expect(await clock.sleeper() == .seconds(1))
        clock.wake()
        #expect(await clock.sleeper() == .seconds(2))
        loop.cancel()
        try await loop.value
    }
}
