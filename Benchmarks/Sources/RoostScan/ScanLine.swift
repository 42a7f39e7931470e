import Measuring
import Roost

/// What one scan took: a row of the results.
struct ScanLine: Codable {
    var way: ScanWay
    var records: Int
    var seconds: Double
    /// When the store was open and nothing had been read.
    var baseline: ProcessMemory
    var peak: ProcessMemory
    /// How often memory was looked at.
    var samples: Int

    /// How much more than the baseline there was at most.
    var above: ProcessMemory { peak - baseline }

    /// Opens the store in this process and scans it.
    static func measure(_ way: ScanWay, _ store: ScanStore, records: Int) async throws -> ScanLine {
        let db = try store.open()
        // What opening has freed would otherwise count for the baseline, and be used by the scan unseen.
        FreedMemory.giveBack()
        guard let baseline = ProcessMemory.now() else {
            throw ScanFailure("the system does not tell what memory is: /proc/self/status is missing")
        }
        let watch = MemoryWatch(from: baseline)
        let start = nanoseconds()
        let tally = try await way.run(on: db)
        let end = nanoseconds()
        let (peak, samples) = watch.end()
        guard tally.records == records else {
            throw ScanFailure("\(tally.records) records were read where there are \(records)")
        }
        try await db.close()
        return ScanLine(
            way: way, records: tally.records, seconds: Double(end - start) / 1e9, baseline: baseline, peak: peak,
            samples: samples)
    }
}
