/// What write transactions hand to each other in memory.
///
/// `@unchecked Sendable`: read and written only by the thread that holds the pipeline's write turn, a lock.
final class WriterState: @unchecked Sendable {
    /// The catalog as the last transaction left it, committed or still pending.
    @exclusivity(unchecked) var catalog: Catalog
    /// The commit sequence of the last transaction.
    @exclusivity(unchecked) var revision: UInt64
    /// Sizes by table id.
    @exclusivity(unchecked) var totals: [UInt64: TableTotals] = [:]
    /// By table id, at least the swept mark.
    @exclusivity(unchecked) var sweptMarks: [UInt64: UInt64] = [:]
    /// Auto-increment state by table id, for tables used since the store was opened.
    @exclusivity(unchecked) var sequences: [UInt64: KeySequence] = [:]
    /// By table name: what is left to compare of the declared field paths (`PathProbes<R>`).
    @exclusivity(unchecked) var probes: [String: AnyObject] = [:]
    /// Those of the table written last, which mostly is the one written next.
    @exclusivity(unchecked) var latestProbes: (definition: AnyObject, probes: AnyObject)?

    let scratch = WriteScratch()
    /// The fewest bytes of JSON that compressing a record is tried for.
    let compressedFrom: Int

    init(catalog: Catalog, revision: UInt64, compressedFrom: Int) {
        self.catalog = catalog
        self.revision = revision
        self.compressedFrom = compressedFrom
    }

    /// Lets go of tables that were cleared or replaced: transactions that write run one after another, and none can name
    /// them any more. Those that read have catalogs of their own, and read counters through their views.
    func forgetRetiredTables() {
        let current = Set(catalog.tables.values.map(\.id))
        totals = totals.filter { current.contains($0.key) }
        sweptMarks = sweptMarks.filter { current.contains($0.key) }
        sequences = sequences.filter { current.contains($0.key) }
    }
}

/// The auto-increment state of a table.
struct KeySequence: Sendable, Equatable {
    /// The next key to assign.
    var next: Int64
    /// The first key that is not leased: a crash loses the keys between `next` and this.
    var leased: Int64
}
