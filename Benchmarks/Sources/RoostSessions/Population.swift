import Contenders
import Foundation
import Measuring

/// A store full of live sessions, with their tokens in shards.
///
/// Half of the sessions would expire in hours, the others in a month; activity moves either to a month.
struct Population: Sendable {
    static let shardCount = 32
    static let shortLifetime = 6 * 3_600

    let store: any TokenStore
    let shards: [TokenShard]
    let loading: Loading

    struct Loading: Codable, Sendable {
        var contender: Contender
        var sessions: Int
        /// Until all were stored.
        var seconds: Double
        /// Compaction of LevelDB, checkpoint of SQLite.
        var settlingSeconds: Double
        var bytesOnDisk: Int
        /// What the process grew by meanwhile: the store's caches, and ``tokenBytes``.
        var residentBytes: Int
        /// What the benchmark itself remembers of each side.
        var tokenBytes: Int
    }

    init(_ sessions: Int, in store: any TokenStore) throws {
        let before = ResidentMemory.bytes() ?? 0
        let start = nanoseconds()
        var tokens: [[GrantedTokens]] = Array(repeating: [], count: Self.shardCount)
        let part = 25_000
        for first in stride(from: 0, to: sessions, by: part) {
            var rules = SessionRules(durability: .relaxed)
            if (first / part).isMultiple(of: 2) { rules.idleLifetime = Double(Self.shortLifetime) }
            // Two sessions of each account.
            let accounts = (first..<min(first + part, sessions)).map { $0 % max(1, sessions / 2) }
            for (number, granted) in try store.load(accounts, rules).enumerated() {
                tokens[number % Self.shardCount].append(granted)
            }
        }
        let loaded = nanoseconds()
        try store.settle()
        let settled = nanoseconds()
        self.store = store
        shards = tokens.map(TokenShard.init)
        loading = Loading(
            contender: type(of: store).contender, sessions: sessions, seconds: Double(loaded - start) / 1e9,
            settlingSeconds: Double(settled - loaded) / 1e9, bytesOnDisk: try store.bytesOnDisk(),
            residentBytes: (ResidentMemory.bytes() ?? 0) - before,
            // Two strings of 43 bytes on the heap, with their heads, and two references.
            tokenBytes: sessions * (2 * 80 + 32))
    }
}
