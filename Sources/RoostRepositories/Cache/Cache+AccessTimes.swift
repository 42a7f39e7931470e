import Foundation
import Roost

extension Cache {
    /// Writes when entries were read, as far as it is noted in memory, in one transaction of durability `.none`.
    ///
    /// Reads are noted and written together, ``CacheOptions/accessBatch`` of them, so that a read is no write. What a
    /// crash or a close loses makes the choice of what to evict less exact, and nothing else. A program may call this
    /// before it closes the database.
    ///
    /// - Returns: the number of entries whose access time was written.
    /// - Complexity: reads and writes one record for each entry that was read.
    @discardableResult
    public func flushAccessTimes() throws -> Int {
        let updates = takeUpdates()
        guard !updates.isEmpty else { return 0 }
        let table = table
        return try database.write(durability: .none) { try $0.records(in: table).bulkUpdate(updates) }
    }

    /// Writes when entries were read. See the synchronous `flushAccessTimes()`.
    @discardableResult
    public func flushAccessTimes() async throws -> Int {
        let updates = takeUpdates()
        guard !updates.isEmpty else { return 0 }
        let table = table
        return try await database.write(durability: .none) { try $0.records(in: table).bulkUpdate(updates) }
    }

    /// Notes that an entry was read.
    func touch(_ entry: CacheEntry, now: Date) {
        guard now.timeIntervalSince(entry.accessedAt) >= options.accessResolution,
            accessTimes.note(entry.storedKey, now.wholeMilliseconds)
        else { return }
        // Not on the time of the reader, and not as a part of its task.
        Task.detached { [self] in
            do {
                try await flushAccessTimes()
            } catch {
                report(.accessTimes, error)
            }
            accessTimes.endFlushing()
        }
    }

    private func takeUpdates() -> [(key: String, changes: [Change<CacheEntry>])] {
        let dates = accessTimes.take()
        if let first = dates.values.min() { marks.lowerAll(to: first) }
        return dates.map { (key: $0, changes: [.set(\.accessedAt, to: $1)]) }
    }
}
