import Foundation
import Testing

@testable import RoostRepositories

@Suite struct SizeGrowthTests {
    private func samples(_ list: [(minutes: Double, disk: Int, stored: Int)]) -> [SizeSample] {
        list.map {
            SizeSample(
                time: Date(timeIntervalSince1970: 1_800_000_000 + $0.minutes * 60), bytesOnDisk: $0.disk, records: 0,
                storedBytes: $0.stored)
        }
    }

    @Test func aStraightLine() throws {
        var line: [(minutes: Double, disk: Int, stored: Int)] = []
        for step in 0..<10 { line.append((Double(step) * 5, 1_000 + step * 5, 9 - step)) }
        let growth = try #require(SizeGrowth(of: samples(line)))
        #expect(abs(growth.diskBytesPerHour - 60) < 0.000_1)
        #expect(abs(growth.storedBytesPerHour + 12) < 0.000_1)
        #expect(growth.samples == 10)
        #expect(growth.span == 45 * 60)
    }

    /// By hand: times -1, 0, 1 hours around the middle, values 0, 6, 3; the slope is (3 - 0) / 2.
    @Test func theBestLine() throws {
        let growth = try #require(SizeGrowth(of: samples([(0, 0, 0), (60, 6, 6), (120, 3, 3)])))
        #expect(abs(growth.diskBytesPerHour - 1.5) < 0.000_1)
    }

    @Test func aMomentSaysNothing() {
        #expect(SizeGrowth(of: []) == nil)
        #expect(SizeGrowth(of: samples([(0, 1, 1)])) == nil)
        #expect(SizeGrowth(of: samples([(0, 1, 1), (0.99, 2, 2)])) == nil)
        #expect(SizeGrowth(of: samples([(0, 1, 1), (1, 2, 2)])) != nil)
    }
}
