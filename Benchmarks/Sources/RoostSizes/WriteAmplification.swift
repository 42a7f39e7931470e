import CFloor
import Contenders
import Foundation
import Measuring
import Sessions

/// How many bytes each contender writes for each byte of JSON: sessions in random order with three indexes are inserted
/// in transactions of some size, then all their update times are changed.
struct WriteAmplification {
    /// One line of the results.
    struct Line: Codable {
        var contender: Contender
        /// Records in one transaction.
        var batch: Int
        /// Bytes of JSON inserted.
        var json: Int
        /// Bytes written for each of them while inserting, until the files are settled.
        var inserting: Double
        /// Bytes written for each of them while changing one field of every record, until the files are settled.
        var updating: Double
    }

    let folder: URL
    /// In transactions of 1,000; of single ones there are a fifth, to finish in time.
    let records: Int

    /// Empty where the system does not count what a process writes.
    func run() throws -> [Line] {
        guard FileSystem.bytesWritten() != nil else { return [] }
        var lines: [Line] = []
        for (batch, count) in [(1_000, records), (1, records / 5)] {
            let dataset = Dataset(count: count, more: 0)
            for type in Contender.allCases.compactMap(\.storeType) {
                lines.append(try measure(type, dataset, batch))
            }
        }
        return lines
    }

    private func measure(_ type: any SessionStore.Type, _ dataset: Dataset, _ batch: Int) throws -> Line {
        try FileSystem.empty(folder)
        let store = try type.init(at: folder, indexes: .usual, durability: .relaxed)
        let json = dataset.items.reduce(0) { $0 + $1.raw.json_length }
        func written(_ body: (ArraySlice<SessionItem>) throws -> Void) throws -> Double {
            let before = FileSystem.bytesWritten() ?? 0
            for start in stride(from: 0, to: dataset.count, by: batch) {
                try body(dataset.items[start..<min(start + batch, dataset.count)])
            }
            try store.settle()
            return Double((FileSystem.bytesWritten() ?? 0) - before) / Double(json)
        }
        let inserting = try written { try store.insert($0) }
        let updating = try written { try store.touch($0, at: Dataset.touchTime) }
        try store.close()
        return Line(contender: type.contender, batch: batch, json: json, inserting: inserting, updating: updating)
    }
}
