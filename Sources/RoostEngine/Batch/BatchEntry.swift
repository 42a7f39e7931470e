/// What a batch does to one key. Offsets are into the batch's arena.
struct BatchEntry {
    enum Kind: UInt8 {
        case put
        case delete
        /// Adds to the lanes of a counter.
        case add
        /// An addition that overflowed, or met a value that is no counter; the commit refuses it.
        case brokenCounter
    }

    /// Everything but the key: what a savepoint has to remember of an entry.
    struct State {
        var kind: Kind
        var valueLength: UInt32 = 0
        /// The offset of the value of a put, of the amounts of an add.
        var payload = 0
    }

    var keyOffset: Int
    var keyLength: UInt32
    var hash: UInt32
    var state: State

    /// At least what the entry takes in an encoded batch. An addition becomes a put of its counter, which has as many
    /// lanes unless more are stored.
    var byteCount: Int { Int(keyLength) + Int(state.valueLength) + 9 }
}
