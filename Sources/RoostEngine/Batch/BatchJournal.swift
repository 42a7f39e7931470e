/// What rolling back to a savepoint needs: the changes since the outermost open savepoint, newest last.
struct BatchJournal {
    enum Change {
        case inserted(Int)
        case replaced(Int, BatchEntry.State)
        case ranges(RangeSet)
    }

    private(set) var changes: [Change] = []
    /// Savepoints that are neither released nor undone. While there is none, nothing is recorded.
    private(set) var depth = 0

    var isIdle: Bool { depth == 0 }

    mutating func open() -> Int {
        depth += 1
        return depth
    }

    /// Takes away the newest change, as long as there are more than `count`.
    mutating func undo(downTo count: Int) -> Change? {
        changes.count > count ? changes.removeLast() : nil
    }

    /// Leaves the savepoint of this depth open and those inside it not.
    mutating func unwind(to depth: Int) { self.depth = min(self.depth, depth) }

    /// Gives up the savepoint of this depth and those inside it.
    mutating func close(_ depth: Int) {
        self.depth = min(self.depth, depth - 1)
        if isIdle { changes.removeAll(keepingCapacity: true) }
    }

    mutating func didInsert(_ index: Int) {
        if depth > 0 { changes.append(.inserted(index)) }
    }

    mutating func willReplace(_ index: Int, _ state: BatchEntry.State) {
        if depth > 0 { changes.append(.replaced(index, state)) }
    }

    mutating func willChange(_ ranges: RangeSet) {
        if depth > 0 { changes.append(.ranges(ranges)) }
    }
}
