import Contenders
import Foundation
import Measuring
import Roost
import Sessions

/// What overwriting and deleting does to the size on disk and to the speed of a scan, and what compaction does then.
struct Churn {
    /// One moment.
    struct Point: Codable {
        var step: Int
        /// Bytes of all files.
        var bytesOnDisk: Int
        /// Microseconds of a full scan, for each record.
        var scan: Double
        /// Microseconds of counting all entries of an index, for each.
        var count: Double
    }

    let folder: URL
    let records: Int
    /// In each step a fifth of the records is changed, a tenth deleted, and as many are inserted.
    let steps: Int

    func run() throws -> [Point] {
        try FileSystem.empty(folder)
        var options = DatabaseOptions()
        options.durability = .none
        let db = try Database.open(at: folder.path, tables: [Session.table], options: options)
        defer { try? db.close() }
        let sessions = Dataset(count: records, more: records / 10 * steps).items.map(\.session)
        let part = records / 10
        var random = SeededGenerator(seed: 9)
        for start in stride(from: 0, to: records, by: 1_000) {
            try db[Session.self].bulkAdd(sessions[start..<min(start + 1_000, records)])
        }
        var points = [try point(0, db)]
        for step in 1...steps {
            let oldest = (step - 1) * part
            try db[Session.self].bulkDelete(sessions[oldest..<oldest + part].map(\.accessToken))
            for number in 0..<2 * part {
                let changed = sessions[oldest + part + random.next(below: records - part)].accessToken
                let time = Dataset.touchTime.addingTimeInterval(Double(step * records + number))
                try db[Session.self].update(changed, .set(\.updatedAt, to: time))
            }
            try db[Session.self].bulkAdd(sessions[records + oldest..<records + oldest + part])
            points.append(try point(step, db))
        }
        try db.compact()
        points.append(try point(steps + 1, db))
        return points
    }

    private func point(_ step: Int, _ db: Database) throws -> Point {
        var scans = Samples()
        var counts = Samples()
        for _ in 0..<3 {
            var found = 0
            var start = nanoseconds()
            try db[Session.self].all.each { _ in found += 1 }
            scans.add(nanoseconds: nanoseconds() - start, operations: records)
            guard found == records else { throw Mismatch(wanted: records, found: found) }
            start = nanoseconds()
            found = try db[Session.self].where(\.expiresAt).above(.distantPast).count()
            counts.add(nanoseconds: nanoseconds() - start, operations: records)
            guard found == records else { throw Mismatch(wanted: records, found: found) }
        }
        return Point(
            step: step, bytesOnDisk: Int(try db.bytesOnDisk()), scan: scans.values.min() ?? 0,
            count: counts.values.min() ?? 0)
    }

    /// The store does not have the records it must have.
    struct Mismatch: Error {
        let wanted: Int
        let found: Int
    }
}
