/// An outcome that is not what it has to be.
struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Prints what happened; fails when something else was expected.
func show<Value: Equatable>(_ what: String, _ actual: Value, expected: Value) throws {
    print("  \(what): \(actual)")
    guard actual == expected else { throw Mismatch("\(what): \(actual) instead of \(expected)") }
}
