/// Whether a soak has gone well.
struct Verdict {
    /// What has not; empty when all is well.
    private(set) var problems: [String] = []

    mutating func expect(_ isTrue: Bool, _ text: @autoclosure () -> String) {
        if !isTrue { problems.append(text()) }
    }

    /// Nothing may grow: the last quarter of the time is compared with the second one. The first fills the caches.
    mutating func compare(_ samples: [SoakSample]) {
        guard let seconds = samples.last?.seconds, samples.count >= 8 else {
            problems.append("\(samples.count) samples are too few to tell")
            return
        }
        let second = samples.filter { $0.seconds > seconds / 4 && $0.seconds <= seconds / 2 }
        let last = samples.filter { $0.seconds > seconds * 3 / 4 }
        func check(_ name: String, slack: Int, _ value: (SoakSample) -> Int) {
            let before = second.map(value).max() ?? 0
            let after = last.map(value).max() ?? 0
            let limit = before + before / 5 + slack
            expect(after <= limit, "\(name): \(after) at most in the last quarter, \(before) in the second")
        }
        check("resident bytes", slack: 32 << 20, \.residentBytes)
        check("files", slack: 16, \.files)
        check("bytes on disk", slack: 16 << 20, \.bytesOnDisk)
        check("records", slack: 2_000, \.records)
    }

    /// What the model knows without having counted.
    mutating func check(_ sample: SoakSample, tasks: Int) {
        let limit = tasks * Worker.sessionLimit
        expect(sample.liveSessions <= limit, "\(sample.liveSessions) live sessions where \(limit) can be")
        expect(
            sample.cacheBytes <= SoakStore.cacheBytes, "\(sample.cacheBytes) bytes in the cache at \(sample.seconds) s")
        expect(
            sample.cacheEntries <= SoakStore.cacheEntries,
            "\(sample.cacheEntries) entries in the cache at \(sample.seconds) s")
    }
}
