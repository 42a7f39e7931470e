import Testing

@testable import RoostRepositories

@Suite struct SizePaceTests {
    @Test(
        "The next round comes before the next threshold is reached",
        arguments: [
            (bytes: 10, growth: 0, time: 60.0, expected: 60.0),
            (bytes: 10, growth: -5, time: 60, expected: 60),
            // 40 bytes are left, at one a second.
            (bytes: 10, growth: 60, time: 60, expected: 40),
            (bytes: 10, growth: 39, time: 60, expected: 60),
            (bytes: 10, growth: 4_000, time: 60, expected: 1),
            (bytes: 50, growth: 1, time: 60, expected: 1),
            // The next one above, not the nearest: 149 at ten a second.
            (bytes: 51, growth: 600, time: 60, expected: 14.9),
            (bytes: 201, growth: 600, time: 60, expected: 60),
            (bytes: 0, growth: 5, time: 0, expected: 60),
            (bytes: 0, growth: .max, time: 0.001, expected: 1),
            (bytes: 0, growth: 1, time: 86_400, expected: 60),
        ])
    func interval(bytes: Int, growth: Int, time: Double, expected: Double) {
        let pace = SizePace(range: .seconds(1) ... .seconds(60))
        let interval = pace.interval(bytes: bytes, growth: growth, in: .seconds(time), thresholds: [200, 50])
        #expect(abs(interval.inSeconds - expected) < 0.000_001)
    }

    @Test func withoutThresholdsTheUsualWait() {
        let pace = SizePace(range: .seconds(1) ... .seconds(60))
        #expect(pace.interval(bytes: 1, growth: 1_000, in: .seconds(1), thresholds: []) == .seconds(60))
    }

    @Test("Failures in a row double the wait", arguments: [(1, 1), (2, 2), (6, 32), (7, 60), (.max, 60)])
    func backOff(failures: Int, expected: Int) {
        let pace = SizePace(range: .seconds(1) ... .seconds(60))
        #expect(pace.interval(afterFailures: failures) == .seconds(expected))
    }
}
