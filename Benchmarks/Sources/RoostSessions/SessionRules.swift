import Contenders
import Foundation

/// What both stores do with the same calls.
struct SessionRules: Sendable {
    /// Of sign-in, refresh and sign-out. Touches are always relaxed.
    var durability = StoreDurability.full
    /// A touch so many seconds after the last activity writes nothing.
    var touchInterval: TimeInterval = 0
    /// Whether the bytes of ended sessions are made to leave the disk. Roost: compaction after 1,000 ends, its default.
    /// SQLite: `secure_delete = ON`.
    var erases = false
    /// How long a session lives without activity, in seconds.
    var idleLifetime: TimeInterval = 30 * 86_400

    static let absoluteLifetime: TimeInterval = 90 * 86_400
}
