import Dispatch
import RoostEngine

/// Removes the keys of cleared tables in the background, in batches small enough that no writer waits long.
final class Reclaimer: Sendable {
    /// Keys removed by one commit.
    private static let batchSize = 2_000

    private let store: any OrderedStore
    private let pipeline: CommitPipeline
    private let queue: DispatchQueue
    private let isStopped = Guarded(false)

    init(store: any OrderedStore, pipeline: CommitPipeline, label: String) {
        self.store = store
        self.pipeline = pipeline
        queue = DispatchQueue(label: "\(label).reclaimer", qos: .utility)
    }

    /// Looks for abandoned tables on the store's own thread.
    func start() {
        queue.async {
            // What cannot be removed now is listed still and is tried again at the next start.
            try? self.run()
        }
    }

    /// Lets the batch at hand finish and starts no other.
    func stop() {
        isStopped.withLock { $0 = true }
        queue.sync {}
    }

    /// Removes everything that is listed, and waits for it.
    func runNow() throws {
        try queue.sync { try engine { try run() } }
    }

    private func run() throws {
        while true {
            let tables = try abandonedTables()
            if tables.isEmpty { return }
            for table in tables {
                try remove(table)
                if isStopped.withLock({ $0 }) { return }
            }
        }
    }

    private func remove(_ table: UInt64) throws {
        let range = KeyRange(prefix: SystemKeys.prefix(table: table))
        // From behind the last batch: the deleted keys before it would be walked again and again.
        var rest: KeyRange? = range
        while let next = rest {
            rest = try removeBatch(of: next)
            if isStopped.withLock({ $0 }) { return }
        }
        try pipeline.maintain { context in
            context.batch.delete(SystemKeys.abandonedTable(table))
            context.batch.delete(SystemKeys.totals(table))
            context.batch.delete(SystemKeys.autoIncrementLease(table))
            context.batch.delete(SystemKeys.sweptMark(table))
        }
        try store.compact(range)
    }

    private func abandonedTables() throws -> [UInt64] {
        let view = try store.makeView()
        defer { view.close() }
        let chunk = EntryChunk()
        let range = KeyRange(prefix: SystemKeys.abandonedTablesPrefix)
        _ = try view.scan(range, .forward, ScanLimit(), keysOnly: true, into: chunk)
        var tables: [UInt64] = []
        for index in 0..<chunk.count {
            let key = chunk.key(at: index)
            tables.append(try UVarint.decode(key, from: SystemKeys.abandonedTablesPrefix.count).value)
        }
        return tables
    }

    /// Removes some keys from the start of the range; returns what is left of it, nil when that is nothing.
    private func removeBatch(of range: KeyRange) throws -> KeyRange? {
        let chunk = EntryChunk()
        do {
            let view = try store.makeView()
            defer { view.close() }
            _ = try view.scan(
                range, .forward, ScanLimit(entries: Self.batchSize), keysOnly: true, into: chunk)
        }
        guard chunk.count > 0 else { return nil }
        try pipeline.maintain { context in
            for index in 0..<chunk.count { context.batch.delete(chunk.key(at: index)) }
        }
        return KeyRange(lower: [UInt8](chunk.key(at: chunk.count - 1)) + [0], upper: range.upper)
    }
}
