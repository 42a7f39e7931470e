import CFloor
import Contenders
import Foundation
import Measuring
import Roost
import Sessions

/// Bytes on disk for each record, once everything is compacted: JSON as it is or as one Snappy block where that saves an
/// eighth, each with and without LevelDB's block compression; without any index.
struct RecordSizes {
    /// One line of the results.
    struct Line: Codable {
        var records: String
        var count: Int
        /// Mean bytes of JSON.
        var json: Double
        /// Mean bytes on disk, by how they are stored.
        var bytesOnDisk: [String: Double]
    }

    static let columns = [
        "raw", "raw, blocks", "snappy rule", "snappy rule, blocks", "roost", "roost, blocks",
        "roost, blocks, 3 indexes",
    ]

    let folder: URL
    /// Bytes of JSON that each store is filled with.
    let total: Int

    func run() throws -> [Line] {
        var lines: [Line] = []
        for size in [100, 363, 1_024, 10_240] {
            let count = min(200_000, total / size)
            lines.append(size == 363 ? try sessions(count) : try notes(count, of: size))
        }
        return lines
    }

    private func notes(_ count: Int, of size: Int) throws -> Line {
        var generator = Note.Generator()
        let notes = (0..<count).map { _ in generator.note(jsonBytes: size) }
        let raw = notes.map { SessionItem.raw(key: $0.id, json: $0.json) }
        var line = try floorLine("note of \(size) B", raw)
        for compresses in [false, true] {
            line.bytesOnDisk[compresses ? "roost, blocks" : "roost"] = try roost(Note.table, notes, compresses)
        }
        return line
    }

    private func sessions(_ count: Int) throws -> Line {
        let items = Dataset(count: count, more: 0).items
        let sessions = items.map(\.session)
        var line = try floorLine("session", items.map(\.raw))
        for compresses in [false, true] {
            line.bytesOnDisk[compresses ? "roost, blocks" : "roost"] = try roost(
                Session.plainTable, sessions, compresses)
        }
        line.bytesOnDisk["roost, blocks, 3 indexes"] = try roost(Session.table, sessions, true)
        return line
    }

    private func floorLine(_ name: String, _ raw: [floor_session]) throws -> Line {
        var line = Line(records: name, count: raw.count, json: 0, bytesOnDisk: [:])
        line.json = Double(raw.reduce(0) { $0 + $1.json_length }) / Double(raw.count)
        for (payload, name) in [(FLOOR_RAW, "raw"), (FLOOR_SNAPPY_RULE, "snappy rule")] {
            for compresses in [false, true] {
                try FileSystem.empty(folder)
                let options = floor_options(
                    compresses_blocks: compresses, payload: payload, unique_index: false, no_index: true)
                let store = try FloorStore(at: folder, options: options, syncs: false)
                for start in stride(from: 0, to: raw.count, by: 1_000) {
                    try store.insert(raw: Array(raw[start..<min(start + 1_000, raw.count)]))
                }
                try store.settle()
                try store.close()
                line.bytesOnDisk[compresses ? "\(name), blocks" : name] = try bytesOfTables(raw.count)
            }
        }
        return line
    }

    private func roost<R: Record>(_ table: Table<R, R.Key>, _ records: [R], _ compressesBlocks: Bool) throws -> Double {
        try FileSystem.empty(folder)
        var options = DatabaseOptions()
        options.durability = .none
        options.compressesBlocks = compressesBlocks
        let db = try Database.open(at: folder.path, tables: [table], options: options)
        for start in stride(from: 0, to: records.count, by: 1_000) {
            try db.records(in: table).bulkPut(records[start..<min(start + 1_000, records.count)])
        }
        try db.compact()
        try db.close()
        return try bytesOfTables(records.count)
    }

    /// Without logs, whose length depends on when they were last replaced.
    private func bytesOfTables(_ count: Int) throws -> Double {
        Double(try FileSystem.bytes(in: folder, suffix: "ldb")) / Double(count)
    }
}
