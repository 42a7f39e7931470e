/// A place in the text that is being written where one value belongs.
///
/// A value that is being encoded has one, and so has every nested container and every super encoder. Slots are kept
/// until the `encode(to:)` they were made in returns, so that a nested container may be written to at any time.
struct JSONSlot {
    enum Kind: UInt8 {
        /// Nothing has been written. When the slot is closed, the text is an empty object.
        case empty
        case scalar
        case array
        case object
    }

    /// What stands for the key when the slot is not a member's.
    enum Position {
        static let root = -1
        /// The name is that of the slot's ``JSONNode``.
        static let node = Int.min
        static func element(_ index: Int) -> Int { -2 - index }
        static func index(_ position: Int) -> Int { -2 - position }
    }

    var kind: Kind = .empty
    /// Whether the members are sorted by name when the object ends.
    var isSorted = false
    /// How many containers stand around the value.
    var depth: Int32
    /// Tells the slot from an earlier one at the same index.
    var serial: UInt32
    /// The slot around this one, -1 for the outermost.
    var parent: Int32
    /// Where the value's text begins.
    var start: Int
    /// Behind the value's text; -1 while the text goes on.
    var end = -1
    /// Where the member's name begins, with its quote, or a ``Position``.
    var key: Int
    /// Of an array: the number of elements.
    var count = 0
    /// Its first entry in the list of members, if the slot holds an open object.
    var firstMember = 0
}

/// A member of an open object.
struct JSONMember {
    /// Where the name begins, with its quote.
    var start: Int
    /// Equal for equal names.
    var fingerprint: UInt64

    /// - Parameter name: the bytes between the quotes, as they stand in text that has been written or unescaped.
    @inline(__always)
    static func fingerprint(of name: UnsafeRawPointer, count: Int) -> UInt64 {
        let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        guard count >= 8 else {
            let word = count == 0 ? 0 : JSONText.lastBytes(of: name, count: count)
            return (word ^ UInt64(count)) &* multiplier
        }
        let first = name.loadUnaligned(as: UInt64.self)
        let last = name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        let mixed = (first ^ UInt64(count)) &* multiplier
        return (mixed ^ mixed >> 29) &+ last &* multiplier
    }
}
