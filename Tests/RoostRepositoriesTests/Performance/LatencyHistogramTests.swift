import RoostEngineTesting
import Testing

@testable import RoostRepositories

@Suite struct LatencyHistogramTests {
    @Test func nothingIsZero() {
        let histogram = LatencyHistogram()
        #expect(histogram.quantile(0.5) == .zero)
        #expect(histogram.longest == .zero)
    }

    @Test func bucketsFollowOneAnother() {
        var last = -1
        var value: UInt64 = 0
        while value < 1 << 20 {
            let bucket = LatencyHistogram.bucket(of: value)
            #expect(bucket == last || bucket == last + 1, "\(value)")
            last = bucket
            value += max(1, value / 64)
        }
        #expect(LatencyHistogram.bucket(of: .max) == 495)
    }

    @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 999, 1_000, 123_456, 99_999_999, 1 << 33, 10_000_000_001, 1 << 60])
    func oneValueComesBackAlmost(nanoseconds: Int64) {
        var histogram = LatencyHistogram()
        histogram.add(.nanoseconds(nanoseconds))
        // So that the longest does not bound it.
        histogram.add(.nanoseconds(Int64.max))
        let read = histogram.quantile(0.5) / .nanoseconds(1)
        #expect(abs(read - Double(nanoseconds)) <= Double(nanoseconds) * 0.0625)
        if nanoseconds < 16 { #expect(read == Double(nanoseconds)) }
    }

    @Test func whatIsNegativeIsZeroAndWhatIsHugeIsTheLongest() {
        var histogram = LatencyHistogram()
        histogram.add(.seconds(-1))
        #expect(histogram.quantile(1) == .zero)
        histogram.add(.seconds(Int64.max))
        #expect(histogram.longest == .seconds(Int64.max))
        #expect(histogram.quantile(0.5) == .zero)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func quantilesAreWithinSevenPercent(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var histogram = LatencyHistogram()
        var values: [Int64] = []
        for _ in 0..<5_000 {
            let value = Int64.random(in: 1...(1 << Int64.random(in: 1...40, using: &generator)), using: &generator)
            values.append(value)
            histogram.add(.nanoseconds(value))
        }
        values.sort()
        for share in [0.01, 0.25, 0.5, 0.9, 0.99, 1] {
            let exact = Double(values[Int((share * 5_000).rounded(.up)) - 1])
            let read = histogram.quantile(share) / .nanoseconds(1)
            #expect(abs(read - exact) <= exact * 0.07, "seed \(seed), \(share)")
        }
        #expect(histogram.longest == .nanoseconds(values[4_999]))
        #expect(histogram.count == 5_000)
        #expect(histogram.total == .nanoseconds(values.reduce(0, +)))
    }
}
