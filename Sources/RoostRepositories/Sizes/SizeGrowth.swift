public import Foundation

/// How fast a database grows: the slope of the line that fits its history best, by least squares.
public struct SizeGrowth: Sendable, Hashable {
    /// Bytes of files an hour; negative where the store shrinks. Jagged by nature: LevelDB's log fills and is replaced.
    public var diskBytesPerHour: Double
    /// Bytes of records and index entries an hour, as stored.
    public var storedBytesPerHour: Double
    /// The number of samples it was taken from.
    public var samples: Int
    /// The time they span, in seconds.
    public var span: TimeInterval

    /// The growth over samples in the order of their times; nil where they span less than a minute, because a moment
    /// says nothing about an hour.
    init?(of samples: [SizeSample]) {
        guard let first = samples.first, let last = samples.last else { return nil }
        span = last.time.timeIntervalSince(first.time)
        guard span >= 60 else { return nil }
        self.samples = samples.count
        // From the middle of all, so that little is lost in the squares.
        let hours = samples.map { $0.time.timeIntervalSince(first.time) / 3_600 }
        let middle = hours.reduce(0, +) / Double(hours.count)
        let spread = hours.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        func slope(_ value: (SizeSample) -> Int) -> Double {
            zip(hours, samples).reduce(0) { $0 + ($1.0 - middle) * Double(value($1.1)) } / spread
        }
        diskBytesPerHour = slope(\.bytesOnDisk)
        storedBytesPerHour = slope(\.storedBytes)
    }
}
