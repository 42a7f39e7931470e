/// Something whose instructions are counted.
struct Workload {
    /// Its name in the budget.
    let name: String
    /// How many operations one pass does, or records of one.
    let operations: Int
    /// Does them, and tells how many were done. It is called twice; the first call fills caches.
    let pass: () throws -> Int

    init(_ name: String, operations: Int, _ pass: @escaping () throws -> Int) {
        self.name = name
        self.operations = operations
        self.pass = pass
    }
}

/// A workload that did something else than it says.
struct WorkloadFailure: Error, CustomStringConvertible {
    let description: String
}
