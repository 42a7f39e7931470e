import RoostEngine

@testable import Roost

/// What a workload read and wrote, by name; what is not named is zero.
struct WorkCounts: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        // What a transaction counts.
        case keysRead, recordsRead, recordsDecoded, recordsWritten, indexEntriesWritten
        // What the engine is asked for.
        case gets, views, scans, multiGets, commits, syncs, entriesCommitted, bytesCommitted
    }

    private var counts: [Kind: Int]

    init(_ transaction: TransactionCounts, _ calls: EngineCalls, since earlier: EngineCalls) {
        let counts: [Kind: Int] = [
            .keysRead: transaction.keysRead,
            .recordsRead: transaction.recordsRead,
            .recordsDecoded: transaction.recordsDecoded,
            .recordsWritten: transaction.recordsWritten,
            .indexEntriesWritten: transaction.indexEntriesWritten,
            .gets: calls.gets - earlier.gets,
            .views: calls.views - earlier.views,
            .scans: calls.scans - earlier.scans,
            .multiGets: calls.multiGets - earlier.multiGets,
            .commits: calls.commits - earlier.commits,
            .syncs: calls.syncs - earlier.syncs,
            .entriesCommitted: calls.entriesCommitted - earlier.entriesCommitted,
            .bytesCommitted: calls.bytesCommitted - earlier.bytesCommitted,
        ]
        self.counts = counts.filter { $0.value != 0 }
    }
}

extension WorkCounts: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (Kind, Int)...) {
        counts = Dictionary(elements) { $0 + $1 }.filter { $0.value != 0 }
    }
}

extension WorkCounts: CustomStringConvertible {
    var description: String {
        Kind.allCases.compactMap { kind in counts[kind].map { "\(kind.rawValue) \($0)" } }.joined(separator: ", ")
    }
}
