import Testing

@testable import RoostRepositories

/// Marks at 1,000 and 800 bytes, a cool-down of 100 seconds.
@Suite struct SizeAlarmTests {
    private func alarm(_ actions: [SizeAction] = SizeAction.cleanup) -> SizeAlarm {
        SizeAlarm(SizeThreshold(bytes: 1_000, coolDown: .seconds(100), actions: actions))
    }

    @Test(
        "Sizes alone, without any actions",
        arguments: [
            ([1_000], [nil]),
            ([1_001], [.exceeded]),
            ([1_001, 5_000, 999, 800, 1_001, 9_999], [.exceeded, nil, nil, nil, nil, nil]),
            ([1_001, 799, 1_000, 1_001], [.exceeded, .relaxed, nil, .exceeded]),
            ([500, 799, 800], [nil, nil, nil]),
            ([1_001, 0, 0], [.exceeded, .relaxed, nil]),
        ] as [([Int], [SizeAlarm.Signal?])])
    func hysteresis(sizes: [Int], expected: [SizeAlarm.Signal?]) {
        var alarm = alarm([])
        #expect(sizes.map { alarm.signal(bytes: $0, at: .zero) } == expected)
    }

    @Test func actionsThatFreedMuchRunAgainAfterTheCoolDown() {
        var alarm = alarm()
        #expect(alarm.signal(bytes: 2_000, at: .seconds(10)) == .exceeded)
        alarm.cleaned(from: 2_000, to: 1_980, failed: false, began: .seconds(10), ended: .seconds(12))
        #expect(alarm.signal(bytes: 1_980, at: .seconds(111)) == nil)
        #expect(alarm.signal(bytes: 1_980, at: .seconds(112)) == .stillExceeded)
    }

    @Test func actionsThatFreedNothingRunAgainWhenTheStoreHasGrown() {
        var alarm = alarm()
        #expect(alarm.signal(bytes: 2_000, at: .zero) == .exceeded)
        alarm.cleaned(from: 2_000, to: 1_981, failed: false, began: .zero, ended: .seconds(1))
        #expect(alarm.signal(bytes: 1_981, at: .seconds(9_999)) == nil)
        #expect(alarm.signal(bytes: 2_180, at: .seconds(9_999)) == nil)
        #expect(alarm.signal(bytes: 2_181, at: .seconds(9_999)) == .stillExceeded)
    }

    @Test func actionsThatFailedRunAgain() {
        var alarm = alarm()
        #expect(alarm.signal(bytes: 2_000, at: .zero) == .exceeded)
        alarm.cleaned(from: 2_000, to: 2_000, failed: true, began: .zero, ended: .seconds(1))
        #expect(alarm.signal(bytes: 2_000, at: .seconds(100)) == nil)
        #expect(alarm.signal(bytes: 2_000, at: .seconds(101)) == .stillExceeded)
    }

    @Test func actionsThatWereCutShortRunAgain() {
        var alarm = alarm()
        #expect(alarm.signal(bytes: 2_000, at: .zero) == .exceeded)
        #expect(alarm.signal(bytes: 2_000, at: .zero) == .stillExceeded)
    }

    @Test func theCoolDownHoldsForAStoreThatWasRelaxedMeanwhile() {
        var alarm = alarm()
        #expect(alarm.signal(bytes: 2_000, at: .zero) == .exceeded)
        alarm.cleaned(from: 2_000, to: 700, failed: false, began: .zero, ended: .seconds(1))
        #expect(alarm.signal(bytes: 700, at: .seconds(1)) == .relaxed)
        #expect(alarm.signal(bytes: 700, at: .seconds(1)) == nil)
        #expect(alarm.signal(bytes: 1_001, at: .seconds(100)) == nil)
        #expect(!alarm.isRaised)
        #expect(alarm.signal(bytes: 1_001, at: .seconds(101)) == .exceeded)
    }

    @Test func whatTakesLongRestsLonger() {
        var alarm = alarm()
        #expect(alarm.signal(bytes: 2_000, at: .zero) == .exceeded)
        alarm.cleaned(from: 2_000, to: 1_500, failed: false, began: .zero, ended: .seconds(60))
        #expect(alarm.signal(bytes: 1_500, at: .seconds(659)) == nil)
        #expect(alarm.signal(bytes: 1_500, at: .seconds(660)) == .stillExceeded)
    }
}
