/// An open-addressing hash table from keys to entry indices. It holds hashes and indices only; whoever searches
/// compares the keys.
struct BatchTable {
    /// The hash in the upper half, the index plus one in the lower one; 0 is free.
    private var slots: [UInt64] = []
    private var count = 0

    private var mask: Int { slots.count - 1 }

    /// The index filed under `hash` for which `matches` is true.
    func find(_ hash: UInt32, _ matches: (Int) -> Bool) -> Int? {
        guard count > 0 else { return nil }
        var position = Int(hash) & mask
        while slots[position] != 0 {
            let slot = slots[position]
            if UInt32(truncatingIfNeeded: slot >> 32) == hash {
                let index = Int(slot & 0xFFFF_FFFF) - 1
                if matches(index) { return index }
            }
            position = (position + 1) & mask
        }
        return nil
    }

    mutating func insert(_ hash: UInt32, _ index: Int) {
        if (count + 1) * 4 > slots.count * 3 { grow() }
        place(UInt64(hash) << 32 | UInt64(index + 1))
        count += 1
    }

    /// REQUIRES: the index is filed under `hash`.
    mutating func remove(_ hash: UInt32, _ index: Int) {
        let wanted = UInt64(hash) << 32 | UInt64(index + 1)
        var hole = Int(hash) & mask
        while slots[hole] != wanted { hole = (hole + 1) & mask }
        // Whatever a search would no longer reach across the hole moves back into it.
        var next = hole
        while true {
            next = (next + 1) & mask
            guard slots[next] != 0 else { break }
            let home = Int(slots[next] >> 32) & mask
            if (next - home) & mask >= (next - hole) & mask {
                slots[hole] = slots[next]
                hole = next
            }
        }
        slots[hole] = 0
        count -= 1
    }

    private mutating func place(_ slot: UInt64) {
        var position = Int(slot >> 32) & mask
        while slots[position] != 0 { position = (position + 1) & mask }
        slots[position] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: max(16, old.count * 2))
        for slot in old where slot != 0 { place(slot) }
    }
}
