import Testing

@testable import Roost
@testable import RoostRepositories

@Suite struct SweepPaceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var waited: Double
        var expected: Double
        var report = SweepReport()

        init(
            _ name: String, waited: Double, expected: Double, swept: Int = 0, lag: Double = 0, unreadable: Int = 0,
            isPostponed: Bool = false
        ) {
            self.name = name
            self.waited = waited
            self.expected = expected
            report.swept = swept
            report.lag = .seconds(lag)
            report.unreadable = unreadable
            report.isPostponed = isPostponed
        }

        var testDescription: String { name }
    }

    @Test(
        "The next interval follows from what was found",
        arguments: [
            Case("nothing", waited: 8, expected: 16),
            Case("nothing, near the longest", waited: 200, expected: 300),
            Case("nothing, at the longest", waited: 300, expected: 300),
            Case("a batch", waited: 8, expected: 8, swept: 500, lag: 8),
            Case("two batches", waited: 8, expected: 4, swept: 1_000, lag: 8),
            Case("four batches", waited: 8, expected: 2, swept: 2_000),
            Case("a flood", waited: 8, expected: 2, swept: 1_000_000),
            Case("a flood, near the shortest", waited: 2, expected: 1, swept: 1_000_000),
            Case("half a batch", waited: 8, expected: 16, swept: 250),
            Case("a little less than a batch", waited: 8, expected: 10, swept: 400),
            Case("one", waited: 8, expected: 16, swept: 1),
            Case("one, as old as the wait explains", waited: 8, expected: 16, swept: 1, lag: 16),
            Case("one that was due for long", waited: 8, expected: 4, swept: 1, lag: 16.001),
            Case("a flood that was due for long", waited: 8, expected: 2, swept: 9_000, lag: 3_600),
            Case("one, behind an unreadable one", waited: 8, expected: 16, swept: 1, lag: 3_600, unreadable: 1),
            Case("an unreadable one alone", waited: 8, expected: 16, lag: 3_600, unreadable: 1),
            Case("postponed", waited: 64, expected: 1, isPostponed: true),
        ])
    func interval(_ given: Case) {
        let pace = SweepPace(range: .seconds(1) ... .seconds(300), target: 500)
        #expect(pace.interval(after: given.report, waited: .seconds(given.waited)) == .seconds(given.expected))
    }

    @Test(
        "Failures in a row double the interval",
        arguments: [(1, 1), (2, 2), (3, 4), (8, 128), (9, 256), (10, 300), (31, 300), (64, 300), (.max, 300)])
    func backOff(failures: Int, expected: Int) {
        let pace = SweepPace(range: .seconds(1) ... .seconds(300), target: 500)
        #expect(pace.interval(afterFailures: failures) == .seconds(expected))
    }

    @Test(arguments: [0.001, 1, 86_400])
    func aRangeOfOneIsKept(seconds: Double) {
        let pace = SweepPace(range: .seconds(seconds) ... .seconds(seconds), target: 1)
        var report = SweepReport()
        #expect(pace.interval(after: report, waited: .seconds(seconds)) == .seconds(seconds))
        report.swept = 1_000
        #expect(pace.interval(after: report, waited: .seconds(seconds)) == .seconds(seconds))
        #expect(pace.interval(afterFailures: .max) == .seconds(seconds))
    }
}
