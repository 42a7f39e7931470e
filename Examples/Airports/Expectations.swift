/// An answer that is not what it has to be.
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

/// Runs the body and tells how long it took.
func measure<Result>(_ body: () throws -> Result) rethrows -> (result: Result, duration: Duration) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    return (result, clock.now - start)
}
