/// What a transaction does when the task of its caller is cancelled before the commit.
package enum WhenCancelled: Sendable {
    /// It throws `CancellationError` and changes nothing.
    case stops
    /// It goes on to its commit, for an effect that must not be lost with the caller, such as a revocation.
    case goesOn

    func check() throws {
        if self == .stops { try Task.checkCancellation() }
    }
}
