import Roost
import Testing

@testable import RoostRepositories

@Suite struct PerformanceWatchTests {
    @Test func aWindowForgets() {
        var window = FailureWindow(.seconds(60))
        for second in 0..<60 { window.add(failed: second < 30, at: .seconds(second)) }
        #expect(window.counts == FailureWindow.Counts(transactions: 60, failures: 30))
        window.advance(to: .seconds(63))
        #expect(window.counts == FailureWindow.Counts(transactions: 54, failures: 24))
        window.advance(to: .seconds(90))
        #expect(window.counts.failures == 0)
        #expect(window.counts.transactions == 27)
        window.advance(to: .seconds(119))
        #expect(window.counts.transactions == 0)
        // A long silence is one step.
        window.add(failed: true, at: .seconds(1_000_000_000))
        #expect(window.counts == FailureWindow.Counts(transactions: 1, failures: 1))
        #expect(window.counts.rate == 1)
        // What comes late is counted as now.
        window.add(failed: false, at: .seconds(5))
        #expect(window.counts.transactions == 2)
    }

    @Test func failuresAreToldOnceUntilTheyAreHalf() {
        var watch = FailureWatch(above: 0.1, window: .seconds(20), minimum: 10, ignoring: [.primaryKeyExists])
        func add(_ number: Int, _ code: RoostError.Code?, at seconds: Int) -> [FailureWatch.Signal] {
            (0..<number).compactMap { _ in
                _ = watch.add(code, at: .seconds(seconds))
                return watch.signal(at: .seconds(seconds))
            }
        }
        #expect(add(9, .io, at: 0) == [])
        #expect(add(1, .primaryKeyExists, at: 0) == [.exceeded])
        #expect(add(50, .io, at: 1) == [])
        // The failures are forgotten; a few transactions would be no rate, but none of them has failed.
        #expect(watch.signal(at: .seconds(40)) == .relaxed)
        #expect(add(99, nil, at: 40) == [])
        #expect(add(10, .io, at: 40) == [])
        #expect(add(2, .io, at: 40) == [.exceeded])
        #expect(add(120, nil, at: 40) == [])
        #expect(add(20, nil, at: 40) == [.relaxed])
        #expect(add(50, .primaryKeyExists, at: 40) == [])
    }

    @Test func aSizeIsToldOnceUntilItIsLow() {
        var watch = SizeWatch(above: 100, relaxedBelow: 80, coolDown: .seconds(60))
        #expect(watch.signal(bytes: 100, at: .zero) == nil)
        #expect(watch.signal(bytes: 101, at: .zero) == .exceeded)
        #expect(watch.signal(bytes: 150, at: .seconds(59)) == nil)
        #expect(watch.signal(bytes: 80, at: .seconds(59)) == nil)
        #expect(watch.signal(bytes: 150, at: .seconds(60)) == .exceeded)
        watch.acted(at: .seconds(100))
        #expect(watch.signal(bytes: 150, at: .seconds(159)) == nil)
        #expect(watch.signal(bytes: 150, at: .seconds(160)) == .exceeded)
        #expect(watch.signal(bytes: 79, at: .seconds(161)) == .relaxed)
        #expect(watch.signal(bytes: 79, at: .seconds(162)) == nil)
        #expect(watch.signal(bytes: 101, at: .seconds(163)) == .exceeded)
    }

    @Test func aShapeIsToldOnceInAWhile() {
        var watch = SlowQueryWatch(over: .zero, quiet: .seconds(10))
        #expect(watch.signal("a", at: .zero) == 0)
        #expect(watch.signal("a", at: .seconds(9)) == nil)
        #expect(watch.signal("b", at: .seconds(9)) == 0)
        #expect(watch.signal("a", at: .seconds(9)) == nil)
        #expect(watch.signal("a", at: .seconds(10)) == 2)
        #expect(watch.signal("a", at: .seconds(20)) == 0)
    }

    @Test func shapesWithoutEndAreForgotten() {
        var watch = SlowQueryWatch(over: .zero, quiet: .seconds(10))
        for number in 0..<SlowQueryWatch.shapeLimit { _ = watch.signal("\(number)", at: .zero) }
        #expect(watch.signal("0", at: .zero) == nil)
        #expect(watch.shapeCount == SlowQueryWatch.shapeLimit)
        #expect(watch.signal("one more", at: .zero) == 0)
        #expect(watch.shapeCount == 1)
        for number in 0..<(SlowQueryWatch.shapeLimit - 1) { _ = watch.signal("\(number)", at: .seconds(5)) }
        // The old ones go first.
        #expect(watch.signal("another", at: .seconds(10)) == 0)
        #expect(watch.shapeCount == SlowQueryWatch.shapeLimit)
        #expect(watch.signal("0", at: .seconds(10)) == nil)
    }
}
