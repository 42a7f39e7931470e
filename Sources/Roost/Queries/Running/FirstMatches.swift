import RoostEngine

/// Tells which entry of a multi-entry index is a record's first that satisfies the query, so that the record counts once.
/// Entries of one record differ in their elements alone.
///
/// A record is remembered once it was met, so that its other entries cost a look-up by hash each and no record is read
/// for them. A run that begins at the beginning of the answer needs nothing else: whoever is met for the first time is at
/// its first entry. One that goes on behind a page, or that had to forget what it met before, asks the elements in the
/// record's JSON, once for each record.
///
/// A class, because a stream goes on with it from chunk to chunk.
final class FirstMatches {
    /// What an array and its place in the set take beside its bytes, roughly.
    private static let bytesPerKey = 64

    /// The ranges of the condition on elements, whatever is left of the query to scan.
    private let ranges: [KeyRange]
    private let index: IndexLayout
    private let part: Int
    /// Whether the ranges are of case-folded elements and the entries are not.
    private let folds: Bool
    private let isForward: Bool
    private let memoryLimit: Int
    private var met: Set<[UInt8]> = []
    private var byteCount = 0
    /// Whether every record with an entry before the one at hand is among those that were met.
    private var knowsAll: Bool

    /// Nil for a plan that meets a record once at most.
    ///
    /// - Parameters:
    ///   - beginsAtStart: whether the run sees the first entry of the query.
    ///   - memoryLimit: the bytes of primary keys to remember.
    init?(_ plan: Plan, beginsAtStart: Bool, memoryLimit: Int) {
        guard let condition = plan.repeatedElements, let part = plan.index.elementPart else { return nil }
        ranges = condition.ranges
        index = plan.index
        self.part = part
        folds = !index.parts[part].serves(condition.fields[0])
        isForward = plan.direction == .forward
        self.memoryLimit = memoryLimit
        knowsAll = beginsAtStart
    }

    /// Remembers a record; false when it was met before, and this is another one of its entries.
    func meet(_ primaryKey: [UInt8]) -> Bool {
        guard met.insert(primaryKey).inserted else { return false }
        byteCount += primaryKey.count + Self.bytesPerKey
        return true
    }

    /// Takes a record back, whose entry was not handed on after all.
    func unmeet(_ primaryKey: [UInt8]) {
        guard met.remove(primaryKey) != nil else { return }
        byteCount -= primaryKey.count + Self.bytesPerKey
    }

    /// Forgets all records where they take too much memory. They are asked for their elements from then on.
    func forgetIfFull() {
        guard byteCount > memoryLimit else { return }
        met.removeAll()
        byteCount = 0
        knowsAll = false
    }

    /// Whether the entry by which a record was met is its first. REQUIRES: ``meet(_:)`` has just returned true.
    func isFirst(_ entry: Span<UInt8>, of json: Span<UInt8>, in context: TransactionContext) throws -> Bool {
        if knowsAll { return true }
        let start = try index.start(ofPart: part, in: entry)
        let component = entry.extracting(
            start..<(try KeyScanner.endOfComponent(in: entry, from: start, descending: false)))
        for other in try EachComponents.of(index.parts[part], in: json) {
            context.counts.elementsRead += 1
            let order = ByteOrder.compare(other.span, component)
            guard isForward ? order < 0 : order > 0 else { continue }
            let compared = folds ? try FieldReference.folding(other) : other
            if ComponentRanges.contain(ranges, compared.span) { return false }
        }
        return true
    }
}
