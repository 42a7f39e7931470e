/// What is measured: Roost, and what it is compared with.
package enum Contender: String, CaseIterable, Sendable, Codable {
    /// Roost through its package interface.
    case roost
    /// GRDB as its users write it: query interface and `Codable`.
    case grdb
    /// GRDB with cached statements, rows decoded by hand, and a larger cache.
    case grdbTuned = "grdb-tuned"
    /// LevelDB's C++ API, by hand.
    case floor
    /// Foundation's JSON coders.
    case foundation
}
