/// How much is measured.
struct Settings {
    /// Sessions that the stores are loaded with.
    var records: Int
    /// How often each contender has its turn in each workload.
    var rounds: Int
    /// Nanoseconds of one turn, where a workload is not a fixed number of operations.
    var turn: UInt64
    /// Puts of `longest-put`.
    var puts: Int
    /// Words of which a workload's name must contain one; empty for all workloads.
    var filter: [String]

    func includes(_ workload: String) -> Bool {
        filter.isEmpty || filter.contains { workload.contains($0) }
    }

    static func full(filter: [String]) -> Settings {
        Settings(records: 100_000, rounds: 5, turn: 120_000_000, puts: 2_000_000, filter: filter)
    }

    /// For a look before a commit: too short to prove anything.
    static func quick(filter: [String]) -> Settings {
        Settings(records: 10_000, rounds: 2, turn: 25_000_000, puts: 50_000, filter: filter)
    }
}
