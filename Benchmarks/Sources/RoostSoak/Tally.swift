import Foundation

/// What was done and what went wrong.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var operations = 0
    private var beats = 0
    private var errors = 0
    private var texts: [String] = []
    private var counts: [String: Int] = [:]

    struct Counts: Sendable {
        var operations: Int
        var beats: Int
        var errors: Int
    }

    var now: Counts { lock.withLock { Counts(operations: operations, beats: beats, errors: errors) } }

    /// How often things happened that the store does by itself, as text.
    var events: String {
        lock.withLock { counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") }
    }

    /// The first few errors.
    var errorTexts: [String] { lock.withLock { texts } }

    func noteOperation() { lock.withLock { operations += 1 } }

    func noteBeat() { lock.withLock { beats += 1 } }

    func note(_ event: String, _ count: Int = 1) { lock.withLock { counts[event, default: 0] += count } }

    func noteError(_ text: String) {
        lock.withLock {
            errors += 1
            if texts.count < 20 { texts.append(text) }
        }
    }
}
