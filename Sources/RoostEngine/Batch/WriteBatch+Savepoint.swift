extension WriteBatch {
    /// A state of a batch to return to. Savepoints nest: rolling back to one ends those made after it.
    package struct Savepoint {
        let depth: Int
        let changeCount: Int
        let arenaCount: Int
        let garbage: Int
    }

    /// O(1). From here on every write also records what it replaces.
    package func savepoint() -> Savepoint {
        let depth = journal.open()
        return Savepoint(
            depth: depth, changeCount: journal.changes.count, arenaCount: arena.count, garbage: garbage)
    }

    /// Undoes every change since the savepoint, which stays open. O(changes), each with a search when the order is built.
    /// REQUIRES: the savepoint is of this batch and was not ended by one around it.
    package func rollback(to savepoint: Savepoint) {
        while let change = journal.undo(downTo: savepoint.changeCount) {
            switch change {
            case .inserted: removeLastEntry()
            case .replaced(let index, let state): replaceState(of: index, state)
            case .ranges(let ranges): deletedRanges = ranges
            }
        }
        journal.unwind(to: savepoint.depth)
        arena.truncate(to: savepoint.arenaCount)
        garbage = savepoint.garbage
    }

    /// Ends a savepoint and keeps its changes. Once none is open the batch no longer records what it replaces, and may
    /// reuse the memory of overwritten values. Releasing is optional.
    package func release(_ savepoint: Savepoint) {
        journal.close(savepoint.depth)
        collectGarbage()
    }
}
