/// Walks the puts and deletes of a batch within a range. REQUIRES: the batch does not change meanwhile.
///
/// Dropped right after the walk: while it lives, the next write to the batch would have to copy the order.
struct BatchCursor {
    let batch: WriteBatch
    /// The entry it stands on; nil behind the last one of the range.
    private(set) var entry: Int?
    private let order: OrderedIndex
    private let direction: ScanDirection
    /// Where the range ends in the direction of the walk: the position that is no longer, or just still, part of it.
    private let stop: OrderedIndex.Position
    private var position: OrderedIndex.Position

    init(_ batch: WriteBatch, _ range: KeyRange, _ direction: ScanDirection) {
        self.batch = batch
        self.direction = direction
        order = batch.buildOrder()
        let order = order
        let first = order.lowerBound { batch.compare($0, range.lower) }
        let end = range.upper.map { upper in order.lowerBound { batch.compare($0, upper) } } ?? order.end
        switch direction {
        case .forward:
            position = first
            stop = end
        case .reverse:
            position = end
            stop = first
        }
        settle()
    }

    /// Moves on. REQUIRES: it stands on an entry.
    mutating func advance() {
        if direction == .forward { position = order.position(after: position) }
        settle()
    }

    /// Finds the next entry that a reader can see. In reverse the position is the one behind the entry.
    private mutating func settle() {
        while position != stop {
            if direction == .reverse {
                guard let before = order.position(before: position) else { break }
                position = before
            }
            let index = order[position]
            switch batch.entries[index].state.kind {
            case .put, .delete:
                entry = index
                return
            case .add, .brokenCounter: break
            }
            if direction == .forward { position = order.position(after: position) }
        }
        entry = nil
    }
}
