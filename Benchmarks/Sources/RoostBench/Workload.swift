/// Something that all contenders do, and the names that its results have.
protocol Workload {
    /// What it reports under.
    var names: [String] { get }
    /// Measures what the settings ask for.
    func run(on bench: Bench) async throws
}

/// All workloads in the order that they run: what changes the stores comes after what reads them.
func allWorkloads() -> [any Workload] {
    [BulkInsert()] + ReadWorkload.all + [UniqueLookUp()] + UpdateWorkload.all + [DeleteRange()] + InsertWorkload.all
        + SessionMix.all + [OpenAndClose(), LongestPut()]
}
