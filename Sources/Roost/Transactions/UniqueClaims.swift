import RoostEngine

/// Unique entries that a verb wants while another record still has them.
///
/// Uniqueness is judged at the end of a verb, so that two records may swap values inside one bulk verb: a claim on a
/// taken key waits here, and is settled when the verb is done.
struct UniqueClaims {
    struct Claim {
        let index: Int
        let key: [UInt8]
        let primaryKey: [UInt8]
        let value: [UInt8]
        /// The position in the caller's sequence.
        let position: Int?
    }

    private var waiting: [Claim] = []

    mutating func add(_ claim: Claim) {
        waiting.append(claim)
    }

    /// Puts the claim that has waited longest in front of the others, where ``next`` is.
    mutating func beginSettling() { waiting.reverse() }

    /// The claim to be settled next; it waits until it is removed.
    var next: Claim? { waiting.last }

    /// REQUIRES: there is one.
    mutating func removeNext() { waiting.removeLast() }

    /// Takes a waiting claim back, because its record changed again; false when there is none.
    mutating func withdraw(key: Span<UInt8>, primaryKey: Span<UInt8>) -> Bool {
        guard !waiting.isEmpty else { return false }
        let position = waiting.firstIndex {
            ByteOrder.compare($0.key.span, key) == 0 && ByteOrder.compare($0.primaryKey.span, primaryKey) == 0
        }
        guard let position else { return false }
        waiting.remove(at: position)
        return true
    }
}
