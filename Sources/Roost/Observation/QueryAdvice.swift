/// What a kind of query that has been slow could do better: see `Database.advice()`.
public struct QueryAdvice: Sendable, Hashable {
    /// The table.
    public let table: String
    /// How it was run, without the values of its conditions, as ``QueryReport/shape`` has it.
    public let shape: String
    /// The declaration of an index that would serve it, as in `Index($0.country, $0.elevation)`; nil when none would.
    public let suggestedIndex: String?
    /// How many runs were slow.
    public internal(set) var runs: Int
    /// How long the slow runs took together.
    public internal(set) var total: Duration
    /// How long the slowest took.
    public internal(set) var slowest: Duration
    /// What the slowest has read.
    public internal(set) var counts: TransactionCounts
}

extension Database {
    /// The kinds of query that took ``DatabaseOptions/slowQueryThreshold`` or longer since the database was opened, those
    /// first that took longest together. 100 kinds are remembered, and no values.
    public func advice() -> [QueryAdvice] { queries.slowQueries?.all ?? [] }
}
