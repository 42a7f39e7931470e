import Foundation
import Measuring
import Roost
import RoostRepositories

/// How the process and the store were at one moment.
struct SoakSample: Codable, Sendable {
    var seconds: Double
    var operations: Int
    var residentBytes: Int
    var files: Int
    var bytesOnDisk: Int
    /// Of all tables, with those that are expired and not swept yet.
    var records: Int
    var liveSessions: Int
    var cacheEntries: Int
    var cacheBytes: Int
    var errors: Int

    init(_ store: SoakStore, _ folder: URL, _ tally: Tally, seconds: Double) async throws {
        let counts = tally.now
        let statistics = try await store.database.statistics()
        let cache = try store.cache.statistics()
        self.seconds = seconds
        operations = counts.operations
        residentBytes = ResidentMemory.bytes() ?? 0
        files = try FileManager.default.contentsOfDirectory(atPath: folder.path).count
        bytesOnDisk = Int(statistics.bytesOnDisk)
        records = statistics.tables.reduce(0) { $0 + $1.records }
        liveSessions = try await store.sessions.count()
        cacheEntries = cache.entries
        cacheBytes = cache.jsonBytes
        errors = counts.errors
    }

    /// One line.
    var text: String {
        func megabytes(_ bytes: Int) -> String { (Double(bytes) / 1e6).short }
        return "\(Int(seconds)) s: \(operations) ops, RSS \(megabytes(residentBytes)) MB, \(files) files, "
            + "\(megabytes(bytesOnDisk)) MB on disk, \(records) records, \(liveSessions) live sessions, "
            + "cache \(cacheEntries) of \(megabytes(cacheBytes)) MB, \(errors) errors"
    }
}
