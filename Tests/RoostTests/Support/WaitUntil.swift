import Foundation

/// Gives other threads time until the condition holds; what never comes is an error instead of a hanging test.
func waitUntil(_ condition: () -> Bool) throws {
    struct NeverHappened: Error {}
    let end = ContinuousClock.now + .seconds(1_200)
    while !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened() }
        // A millisecond for others: a thread that only yields keeps a processor busy, and there may be two.
        poll(nil, 0, 1)
    }
}
