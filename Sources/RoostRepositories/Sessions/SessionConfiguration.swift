public import Foundation
public import Roost

/// How ``Sessions`` behave. The defaults suit a web application.
///
/// Times are in seconds.
public struct SessionConfiguration: Sendable {
    /// When the bytes of removed sessions leave the disk.
    public enum Erasure: Sendable, Hashable {
        /// Before the operation that removed them returns, which then takes as long as a compaction of the table; when
        /// that fails, the operation throws although it is done.
        case immediately
        /// In the background, whenever so many sessions have been removed since the last time; `cleanup()` does not wait
        /// for that.
        case deferred(after: Int)
    }

    /// In which form tokens are stored.
    public var tokenPolicy = TokenPolicy.hashed
    /// How long an access token lets requests in. Nil for as long as the session lives.
    public var accessLifetime: TimeInterval? = 15 * 60
    /// How long a session lives without activity. Nil when that does not end it.
    public var idleLifetime: TimeInterval? = 30 * 86_400
    /// How long a session lives at all. Nil for as long as it is active. Sessions keep what they began with.
    public var absoluteLifetime: TimeInterval? = 90 * 86_400
    /// The most sessions of one user. Beyond it a sign-in ends those that have been inactive for longest. Nil for any
    /// number.
    public var maxSessionsPerUser: Int?
    /// For how long a spent refresh token yields the tokens it was exchanged for once more, for clients that lost the
    /// answer. For that time, and until the next refresh after it, they are kept in memory; for that time a thief can do
    /// the same. It does not survive a restart of the process: who repeats a refresh across one has used a spent token, and
    /// the session ends. 0 for not at all.
    public var refreshLeeway: TimeInterval = 0
    /// A touch this soon after the last activity writes nothing.
    public var touchInterval: TimeInterval = 60
    /// The durability of sign-ins, refreshes and sign-outs; nil for the database's. The end of a session whose token
    /// was reused is always on disk.
    public var durability: Durability?
    /// The durability of touches: a crash of the system may lose the last of them.
    public var touchDurability = Durability.none
    /// When the bytes of removed sessions leave the disk. Nil for what the policy asks for: at once where tokens are
    /// readable, after 1,000 sessions where they are hashed.
    public var erasure: Erasure?

    /// The defaults.
    public init() {}

    var effectiveErasure: Erasure {
        erasure ?? (tokenPolicy == .readable ? .immediately : .deferred(after: 1_000))
    }

    /// Throws `RoostError.Code.invalidArgument` for what makes no sense.
    func validate() throws {
        func check(_ name: String, _ isValid: Bool, _ domain: String) throws {
            guard isValid else { throw RoostError(.invalidArgument, "\(name) has to be \(domain)") }
        }
        func isPositive(_ seconds: TimeInterval?) -> Bool { seconds.map { $0 > 0 && $0.isFinite } ?? true }
        let domain = "more than 0 seconds and finite, or nil"
        try check("accessLifetime", isPositive(accessLifetime), domain)
        try check("idleLifetime", isPositive(idleLifetime), domain)
        try check("absoluteLifetime", isPositive(absoluteLifetime), domain)
        try check("maxSessionsPerUser", (maxSessionsPerUser ?? 1) > 0, "at least 1, or nil")
        try check("refreshLeeway", refreshLeeway >= 0 && refreshLeeway.isFinite, "at least 0 seconds and finite")
        try check("touchInterval", touchInterval >= 0 && touchInterval.isFinite, "at least 0 seconds and finite")
        if case .deferred(let count) = erasure { try check("erasure", count > 0, "deferred by at least 1 session") }
    }
}
