/// The entries of a document while it is being scanned, in variables that need not live in memory.
struct JSONEntryList {
    private(set) var entries: UnsafeMutablePointer<JSONEntry>
    private(set) var count: Int
    private var capacity: Int

    @inline(__always)
    init(_ document: JSONDocument) {
        entries = document.entries
        count = document.entryCount
        capacity = document.capacity
    }

    @inline(__always)
    func store(in document: JSONDocument) {
        document.entryCount = count
    }

    @inline(__always)
    mutating func push(_ entry: JSONEntry, of document: JSONDocument) {
        if count == capacity {
            store(in: document)
            document.grow()
            self = JSONEntryList(document)
        }
        (entries + count).initialize(to: entry)
        count &+= 1
    }

    /// False when all members of an object are known to have different names. Requires: it is being scanned.
    ///
    /// A bit is set for each fingerprint: of six members, one object in a hundred finds one that is set already.
    @inline(__always)
    func hasSuspectNames(of object: Int) -> Bool {
        let number = Int(entries[object].elementCount)
        guard number <= 64 else { return true }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 32) { words in
            words.initialize(repeating: 0)
            var repeated: UInt64 = 0
            var index = object &+ 1
            for _ in 0..<number {
                let print = entries[index].link
                let bit: UInt64 = 1 &<< UInt64(print & 63)
                let word = Int(print &>> 27)
                repeated |= words[word] & bit
                words[word] |= bit
                index &+= 1
                index = entries[index].kind.isContainer ? Int(entries[index].link) : index &+ 1
            }
            return repeated != 0
        }
    }
}

extension JSONEntry {
    /// Equal for equal names.
    ///
    /// Requires: eight bytes can be read, however short the name is.
    @inline(__always)
    static func fingerprint(of name: UnsafeRawPointer, count: Int) -> UInt32 {
        let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        var first = name.loadUnaligned(as: UInt64.self).littleEndian
        var last: UInt64 = 0
        if count >= 8 {
            last = name.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self).littleEndian
        } else {
            first &= 1 &<< (8 &* UInt64(truncatingIfNeeded: count)) &- 1
        }
        let mixed = (first ^ UInt64(truncatingIfNeeded: count)) &* multiplier
        return UInt32(truncatingIfNeeded: ((mixed ^ mixed &>> 29) &+ last &* multiplier) &>> 32)
    }
}
