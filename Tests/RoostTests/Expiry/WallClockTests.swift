import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Both clocks that a ``WallClock`` reads, which stand still until they are told otherwise.
private final class Clocks: Sendable {
    private let times: Guarded<(wall: UInt64, passed: Duration)>
    private let start = ContinuousClock.now

    init(wall: UInt64) { times = Guarded((wall, .zero)) }

    /// What the time of day says next, in milliseconds since 1970.
    var wall: UInt64 {
        get { times.withLock { $0.wall } }
        set { times.withLock { $0.wall = newValue } }
    }

    func pass(_ milliseconds: UInt64) { times.withLock { $0.passed += .milliseconds(Int64(milliseconds)) } }

    func makeClock(confirmation: Duration = .zero, runsOn: Bool = true) -> WallClock {
        WallClock(
            // In the middle of the millisecond, so that nothing is lost in rounding it down.
            { Date(timeIntervalSince1970: (Double(self.wall) + 0.5) / 1_000) }, confirmation: confirmation,
            runsOn: runsOn,
            instant: { self.start + self.times.withLock { $0.passed } })
    }
}

@Suite struct WallClockTests {
    private static let start: UInt64 = 1_800_000_000_000
    private static let day: UInt64 = 86_400_000
    private static let year = 365 * day

    private let clocks = Clocks(wall: start)

    @Test func whatIsNotRoundedIsWithinTheMillisecond() {
        let clock = clocks.makeClock()
        func told(_ time: UInt64) -> Double { ExpiryTime.date(time).timeIntervalSinceReferenceDate * 1_000 }
        func unrounded() -> Double { clock.unrounded.timeIntervalSinceReferenceDate * 1_000 }
        #expect(abs(unrounded() - told(Self.start) - 0.5) < 0.001)
        clocks.wall += 7
        #expect(abs(unrounded() - told(Self.start + 7) - 0.5) < 0.001)
        // It stands still, as the other does.
        clocks.wall -= 5
        #expect(unrounded() == told(Self.start + 7))
        clocks.wall += 2 * Self.day
        #expect(unrounded() == told(Self.start + 7))
        #expect(clock.now == Self.start + 2 + 2 * Self.day)
    }

    private func read(_ clock: WallClock, _ time: UInt64) -> UInt64 {
        clocks.wall = time
        return clock.now
    }

    @Test func aReadingFarAheadCountsWhenItIsSeenTwice() {
        let clock = clocks.makeClock()
        #expect(clock.now == Self.start)
        #expect(read(clock, Self.start + Self.year) == Self.start)
        #expect(read(clock, Self.start + Self.year + 5) == Self.start + Self.year + 5)
    }

    @Test func oneWrongReadingChangesNothing() {
        let clock = clocks.makeClock()
        #expect(read(clock, Self.start + 1) == Self.start + 1)
        for wrong in [Self.start + Self.year, UInt64(Int64.max), 0, Self.start + 2 * Self.day] {
            #expect(read(clock, wrong) == Self.start + 1)
            #expect(read(clock, Self.start + 1) == Self.start + 1)
        }
        #expect(read(clock, Self.start + 2) == Self.start + 2)
    }

    @Test func twoWrongReadingsThatDifferChangeNothing() {
        let clock = clocks.makeClock()
        #expect(read(clock, Self.start + Self.year) == Self.start)
        #expect(read(clock, Self.start + 9 * Self.year) == Self.start)
        #expect(read(clock, Self.start + 3 * Self.year) == Self.start)
        #expect(read(clock, Self.start + 1) == Self.start + 1)
    }

    @Test func theTimeThatPassesIsBelievedAtOnce() {
        let clock = clocks.makeClock()
        #expect(clock.now == Self.start)
        // A process that nobody uses for a month.
        clocks.pass(30 * Self.day)
        #expect(read(clock, Self.start + 30 * Self.day) == Self.start + 30 * Self.day)
        // And a jump that is not worth a doubt.
        #expect(read(clock, Self.start + 31 * Self.day) == Self.start + 31 * Self.day)
        #expect(read(clock, Self.start + 32 * Self.day + 2_000) == Self.start + 31 * Self.day)
    }

    @Test func twoReadingsOfOneMomentProveNoMoreThanOne() {
        let clock = clocks.makeClock(confirmation: .seconds(1))
        #expect(clock.now == Self.start)
        for _ in 0..<100 { #expect(read(clock, Self.start + Self.year) == Self.start) }
        clocks.pass(999)
        #expect(read(clock, Self.start + Self.year + 999) == Self.start + 999)
        clocks.pass(1)
        #expect(read(clock, Self.start + Self.year + 1_000) == Self.start + Self.year + 1_000)
    }

    @Test func aClockThatIsSetBackRunsOn() {
        let clock = clocks.makeClock()
        #expect(read(clock, Self.start + 1_000) == Self.start + 1_000)
        #expect(read(clock, Self.start) == Self.start + 1_000)
        #expect(clock.sweepTime == Self.start)
        clocks.pass(300)
        #expect(clock.now == Self.start + 1_300)
        clocks.pass(300)
        #expect(clock.now == Self.start + 1_600)
        #expect(read(clock, Self.start + 1_601) == Self.start + 1_601)
    }

    @Test func aClockOfTheProgramsOwnStandsStillWhenItIsSetBack() {
        let clock = clocks.makeClock(runsOn: false)
        #expect(read(clock, Self.start + 1_000) == Self.start + 1_000)
        clocks.pass(300)
        #expect(read(clock, Self.start) == Self.start + 1_000)
        var options = DatabaseOptions()
        #expect(options.hasSystemClock)
        options.clock = { Date() }
        #expect(!options.hasSystemClock)
    }

    @Test func whatLivesForAnHourEndsAnHourLaterWhateverTheTimeOfDayDoes() {
        let clock = clocks.makeClock()
        _ = read(clock, Self.start + Self.year)
        let begin = read(clock, Self.start + Self.year + 1)
        #expect(begin == Self.start + Self.year + 1, "it is believed")
        // Set back, and looked at.
        #expect(read(clock, Self.start) == begin)
        for _ in 0..<60 {
            clocks.pass(60_000)
            _ = read(clock, Self.start)
        }
        #expect(clock.now == begin + 3_600_000)
    }

    @Test func theReadingAtTheOpeningMayBeTheWrongOne() {
        clocks.wall = Self.start + Self.year
        let clock = clocks.makeClock()
        #expect(read(clock, Self.start) == Self.start)
        #expect(read(clock, Self.start + Self.year) == Self.start, "it is not believed because it was seen before")
        #expect(read(clock, Self.start + 1) == Self.start + 1)
    }

    @Test func nothingIsSweptByATimeThatIsInDoubt() {
        let clock = clocks.makeClock()
        clocks.wall = Self.start + Self.year
        #expect(clock.sweepTime == nil)
        #expect(clock.sweepTime == Self.start + Self.year)
    }

    /// Readings of a clock that is right, with single wrong ones between them, far ahead or back.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func wrongReadingsAmongRightOnes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let clock = clocks.makeClock()
        var time = Self.start
        var latest: UInt64 = 0
        var wasWrong = true
        for step in 0..<500 {
            let passed = UInt64.random(in: 0...(Bool.random(using: &random) ? 1_000 : 3 * Self.day), using: &random)
            time += passed
            clocks.pass(passed)
            if !wasWrong, Int.random(in: 0..<4, using: &random) == 0 {
                wasWrong = true
                let ahead = time + UInt64.random(in: (2 * Self.day)...(80 * Self.year), using: &random)
                let wrong = Bool.random(using: &random) ? ahead : UInt64.random(in: 0..<latest, using: &random)
                let now = read(clock, wrong)
                #expect(now >= latest && now <= time, "seed \(seed), step \(step)")
            } else {
                wasWrong = false
                latest = read(clock, time)
                #expect(latest == time, "seed \(seed), step \(step)")
            }
        }
    }

    /// Any readings at all: the clock never goes backwards, tells only what it was told or what has passed since, and what
    /// lasts.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func anyReadings(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let clock = clocks.makeClock()
        var latest: UInt64 = 0
        var readings: Set<UInt64> = [Self.start]
        for step in 0..<500 {
            let passed = UInt64.random(in: 0...10_000, using: &random)
            clocks.pass(passed)
            let scales: [UInt64] = [1_000, Self.day, Self.year, 1_000 * Self.year]
            let scale = scales.randomElement(using: &random) ?? 1
            let away = UInt64.random(in: 0...scale, using: &random)
            let base = max(latest, Self.start)
            let reading = Bool.random(using: &random) ? base + away : base - min(base, away)
            readings.insert(reading)
            let now = read(clock, reading)
            #expect(
                now >= latest && (readings.contains(now) || now <= max(latest, Self.start) + passed),
                "seed \(seed), step \(step)")
            latest = now
            guard Int.random(in: 0..<8, using: &random) == 0 else { continue }
            _ = read(clock, reading)
            latest = read(clock, reading)
            #expect(latest >= reading, "what is read again and again is believed: seed \(seed), step \(step)")
        }
    }
}
