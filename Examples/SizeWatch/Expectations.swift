/// An outcome that is not what it has to be.
struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Fails unless both values are equal.
func expect<Value: Equatable>(_ actual: Value, _ expected: Value, _ what: String) throws {
    guard actual == expected else { throw Mismatch("\(what): \(actual) instead of \(expected)") }
}

/// Fails unless the condition holds.
func expect(_ isRight: Bool, _ what: @autoclosure () -> String) throws {
    guard isRight else { throw Mismatch(what()) }
}
