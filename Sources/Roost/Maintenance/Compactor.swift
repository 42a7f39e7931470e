import RoostEngine

/// Rewrites ranges of the store without what was deleted or overwritten, piece by piece.
///
/// LevelDB's compaction of a range cannot be interrupted. So a large range is compacted in pieces, and whoever closes
/// the database waits for one of them at most.
final class Compactor: Sendable {
    private let store: any OrderedStore
    private let pieces: CompactionPieces
    private let isStopped = Guarded(false)

    /// - Parameter pieceBytes: about the most that one piece rewrites.
    init(store: any OrderedStore, pieceBytes: Int) {
        self.store = store
        pieces = CompactionPieces(store: store, bytes: UInt64(max(1, pieceBytes)))
    }

    /// Lets the pieces at hand finish and begins no other.
    func stop() {
        isStopped.withLock { $0 = true }
    }

    /// Rewrites ranges, one after another.
    ///
    /// - Parameter isCancelled: asked before each piece.
    func compact(_ ranges: [KeyRange], isCancelled: () -> Bool = { false }) throws {
        for range in ranges {
            var rest: KeyRange? = range
            while let next = rest {
                if isStopped.withLock({ $0 }) {
                    throw RoostError(.closed, "the database was closed while it was compacted")
                }
                if isCancelled() { throw CancellationError() }
                rest = try engine {
                    let (piece, rest) = try pieces.first(of: next)
                    try store.compact(piece)
                    return rest
                }
            }
        }
        // LevelDB keeps what goes wrong in a compaction for the next write.
        try engine { try store.sync() }
    }
}
