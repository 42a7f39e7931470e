/// How long the calls of each operation took.
struct Latencies: Sendable {
    enum Operation: String, CaseIterable, Sendable {
        case signIn = "sign in"
        case lookUp = "look up"
        case touch
        case refresh
        case signOut = "sign out"
        case signOutEverywhere = "sign out everywhere"

        var writes: Bool { self != .lookUp }
    }

    private var durations: [Operation: [Duration]] = [:]

    var count: Int { durations.values.reduce(0) { $0 + $1.count } }

    mutating func measure<Result>(_ operation: Operation, _ body: () async throws -> Result) async rethrows -> Result {
        let start = ContinuousClock.now
        let result = try await body()
        durations[operation, default: []].append(ContinuousClock.now - start)
        return result
    }

    mutating func add(_ other: Latencies) {
        durations.merge(other.durations, uniquingKeysWith: +)
    }

    /// The longest that anybody waited who wrote.
    var longestWrite: Duration {
        Operation.allCases.filter(\.writes).compactMap { durations[$0]?.max() }.max() ?? .zero
    }

    /// Prints a table, with what was done a second.
    func show(_ title: String, in elapsed: Duration) {
        print("\n\(title): \(grouped(count)) operations in \(text(elapsed)), \(rate(count, in: elapsed)) a second")
        row("", ["calls", "p50", "p99", "longest"])
        for operation in Operation.allCases {
            guard let sorted = durations[operation]?.sorted(), let longest = sorted.last else { continue }
            row(
                operation.rawValue,
                [
                    grouped(sorted.count), text(sorted[sorted.count / 2]), text(sorted[sorted.count * 99 / 100]),
                    text(longest),
                ])
        }
    }
}
