/// Entry indices in the order of their keys, in blocks of bounded size, so that one more costs a search and a short
/// move. It does not know the keys: an `order` closure says how the key of an entry compares to the one looked for.
struct OrderedIndex {
    /// Where an entry stands. `block == blocks.count` is behind the last one.
    struct Position: Equatable {
        var block: Int
        var offset: Int
    }

    static let blockCapacity = 512

    /// Never holds an empty block.
    private var blocks: [[UInt32]]

    /// - Parameter sorted: the entry indices, in order.
    init(sorted: [UInt32]) {
        let step = Self.blockCapacity / 2
        blocks = stride(from: 0, to: sorted.count, by: step).map { Array(sorted[$0..<min($0 + step, sorted.count)]) }
    }

    var start: Position { Position(block: 0, offset: 0) }

    var end: Position { Position(block: blocks.count, offset: 0) }

    /// REQUIRES: the position is not the end.
    subscript(position: Position) -> Int { Int(blocks[position.block][position.offset]) }

    func position(after position: Position) -> Position {
        if position.offset + 1 < blocks[position.block].count {
            return Position(block: position.block, offset: position.offset + 1)
        }
        return Position(block: position.block + 1, offset: 0)
    }

    /// Nil before the first entry.
    func position(before position: Position) -> Position? {
        if position.offset > 0 { return Position(block: position.block, offset: position.offset - 1) }
        guard position.block > 0 else { return nil }
        return Position(block: position.block - 1, offset: blocks[position.block - 1].count - 1)
    }

    /// The first entry whose order is not negative.
    func lowerBound(_ order: (Int) -> Int) -> Position {
        let block = Self.firstIndex(below: blocks.count) { order(Int(blocks[$0][0])) >= 0 } - 1
        guard block >= 0 else { return start }
        let entries = blocks[block]
        let offset = Self.firstIndex(below: entries.count) { order(Int(entries[$0])) >= 0 }
        return offset < entries.count
            ? Position(block: block, offset: offset) : Position(block: block + 1, offset: 0)
    }

    /// REQUIRES: `order` compares with the key of `index`, which is not yet among the entries.
    mutating func insert(_ index: Int, order: (Int) -> Int) {
        var position = lowerBound(order)
        if position.offset == 0, position.block > 0 {
            position = Position(block: position.block - 1, offset: blocks[position.block - 1].count)
        } else if blocks.isEmpty {
            blocks.append([])
        }
        blocks[position.block].insert(UInt32(index), at: position.offset)
        if blocks[position.block].count > Self.blockCapacity { split(position) }
    }

    mutating func remove(at position: Position) {
        blocks[position.block].remove(at: position.offset)
        if blocks[position.block].isEmpty { blocks.remove(at: position.block) }
    }

    /// Halves a block, except that one filled in ascending order stays full.
    private mutating func split(_ inserted: Position) {
        let block = blocks[inserted.block]
        let isAppending = inserted.block == blocks.count - 1 && inserted.offset == block.count - 1
        let middle = isAppending ? block.count - 1 : block.count / 2
        blocks[inserted.block].removeSubrange(middle...)
        blocks.insert(Array(block[middle...]), at: inserted.block + 1)
    }

    private static func firstIndex(below count: Int, where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
