import Foundation
import Roost
import Sessions

/// The store that is scanned.
struct ScanStore {
    let folder: URL

    /// Opens it, with the default options.
    func open() throws -> Database {
        try Database.open(at: folder.path, tables: [Session.scanTable])
    }

    /// Fills it. It is compacted, so that opening has no log to read.
    func fill(_ records: Int) throws {
        let db = try open()
        let generator = SessionGenerator(count: records)
        let batch = 5_000
        for start in stride(from: 0, to: records, by: batch) {
            let sessions = (start..<min(records, start + batch)).map(generator.session)
            try db.write(durability: .none) { tx in
                try tx.records(in: Session.scanTable).bulkPut(sessions)
            }
        }
        try db.compact()
        try db.close()
    }
}
