import RoostEngine

/// Unique entries that a verb wants while another record still has them.
///
/// Uniqueness is judged at the end of a verb, so that two records may swap values inside one bulk verb: a claim on a
/// taken key waits here, and is settled when the verb is done. A verb may make as many claims as it writes records, so
/// each step costs the same however many wait.
struct UniqueClaims {
    struct Claim {
        let index: Int
        let key: [UInt8]
        let primaryKey: [UInt8]
        let value: [UInt8]
        /// The position in the caller's sequence.
        let position: Int?

        fileprivate var id: ID { ID(key: key, primaryKey: primaryKey) }
    }

    /// A point to return to. A copy of the claims would be one, too, but make each of them cost all the others.
    struct Mark {
        fileprivate let made: Int
        fileprivate let withdrawn: Int
    }

    /// A record claims a key once at most.
    fileprivate struct ID: Hashable {
        let key: [UInt8]
        let primaryKey: [UInt8]
    }

    /// The claims in the order in which they were made; nil for those that do not wait any more.
    private var claims: [Claim?] = []
    private var positions: [ID: Int] = [:]
    /// How many claims wait for each key.
    private var waiting: [[UInt8]: Int] = [:]
    /// Those that were withdrawn or replaced, to be put back by `undo(to:)`.
    private var withdrawn: [(position: Int, claim: Claim)] = []
    /// No claim before it waits.
    private var front = 0
    /// How often a claim was looked at.
    private(set) var visits = 0

    mutating func add(_ claim: Claim) {
        positions[claim.id] = claims.count
        waiting[claim.key, default: 0] += 1
        claims.append(claim)
    }

    /// Whether somebody waits for a key, whose turn comes before that of whoever claims it now, free or not.
    func areWaiting(for key: Span<UInt8>) -> Bool {
        !waiting.isEmpty && waiting[[UInt8](key)] != nil
    }

    /// Gives a waiting claim another value, because its record changed but for its key; it keeps its place. False when
    /// there is none.
    mutating func replace(value: Span<UInt8>, key: Span<UInt8>, primaryKey: Span<UInt8>) -> Bool {
        guard !positions.isEmpty else { return false }
        visits += 1
        let id = ID(key: [UInt8](key), primaryKey: [UInt8](primaryKey))
        guard let position = positions[id], let claim = claims[position] else { return false }
        withdrawn.append((position, claim))
        claims[position] = Claim(
            index: claim.index, key: claim.key, primaryKey: claim.primaryKey, value: [UInt8](value),
            position: claim.position)
        return true
    }

    /// The claim that has waited longest; it waits until it is removed.
    mutating func next() -> Claim? {
        while front < claims.count {
            visits += 1
            if let claim = claims[front] { return claim }
            front += 1
        }
        return nil
    }

    /// Takes the claim out that ``next()`` has returned.
    mutating func remove(_ claim: Claim) {
        guard let position = positions.removeValue(forKey: claim.id) else { return }
        leave(claim.key)
        claims[position] = nil
    }

    /// Takes a waiting claim back, because its record changed again; false when there is none.
    mutating func withdraw(key: Span<UInt8>, primaryKey: Span<UInt8>) -> Bool {
        guard !positions.isEmpty else { return false }
        visits += 1
        let id = ID(key: [UInt8](key), primaryKey: [UInt8](primaryKey))
        guard let position = positions.removeValue(forKey: id), let claim = claims[position] else { return false }
        withdrawn.append((position, claim))
        leave(claim.key)
        claims[position] = nil
        return true
    }

    func mark() -> Mark { Mark(made: claims.count, withdrawn: withdrawn.count) }

    /// Forgets what was added and withdrawn since. REQUIRES: nothing was settled since.
    mutating func undo(to mark: Mark) {
        while claims.count > mark.made, let claim = claims.popLast() {
            visits += 1
            if let claim {
                positions[claim.id] = nil
                leave(claim.key)
            }
        }
        while withdrawn.count > mark.withdrawn, let (position, claim) = withdrawn.popLast() {
            visits += 1
            guard position < mark.made else { continue }
            if claims[position] == nil { waiting[claim.key, default: 0] += 1 }
            claims[position] = claim
            positions[claim.id] = position
        }
    }

    private mutating func leave(_ key: [UInt8]) {
        guard let count = waiting[key] else { return }
        waiting[key] = count > 1 ? count - 1 : nil
    }

    /// Counts the visits of the claims of a verb that ran inside this one, or before it.
    mutating func count(visitsOf other: UniqueClaims) { visits += other.visits }
}
