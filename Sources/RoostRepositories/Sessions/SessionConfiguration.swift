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
    /// The most sessions of one user, from 1 to 1,000. Beyond it a sign-in ends those that have been inactive for longest.
    public var maxSessionsPerUser = 100
    /// The most bytes of a label, in UTF-8.
    public var maxLabelBytes = 1_024
    /// The most bytes of a user's JSON. Every session of the user has a copy.
    public var maxUserBytes = 16_384
    /// How long after the exchange of a refresh token others that present it get the same new tokens: several tabs of a
    /// browser, which refresh at once. For so long a thief is taken for one of them. 0 for those only that came before the
    /// exchange.
    public var refreshOverlap: TimeInterval = 2
    /// How long after it a client that did not get the answer can ask for it once more, as long as none of the new tokens
    /// has been used. 0 for not at all: then the session ends.
    public var refreshRetryWindow: TimeInterval = 60
    /// How many refreshes in a row may be repeated within the retry window; the next repeat in a row ends the session. 1 finds
    /// out a thief who uses nothing he got at his second refresh. A client that loses the answers of two refreshes in a row is
    /// taken for one; with 2 it takes three.
    public var maxRepeatedRefreshes = 1
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
    /// The least time between two erasures, which rewrite the whole table. Who asks for one earlier waits, and shares it
    /// with all others who do.
    public var erasureInterval: TimeInterval = 5

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
        try check("maxSessionsPerUser", (1...1_000).contains(maxSessionsPerUser), "from 1 to 1000")
        try check("maxRepeatedRefreshes", (0...100).contains(maxRepeatedRefreshes), "from 0 to 100")
        try check("maxLabelBytes", (0...65_536).contains(maxLabelBytes), "from 0 to 65536")
        try check("maxUserBytes", (1...1_048_576).contains(maxUserBytes), "from 1 to 1048576")
        for (name, seconds, most) in [
            ("refreshOverlap", refreshOverlap, 60.0), ("refreshRetryWindow", refreshRetryWindow, 3_600),
            ("touchInterval", touchInterval, .greatestFiniteMagnitude), ("erasureInterval", erasureInterval, 86_400),
        ] {
            try check(name, seconds >= 0 && seconds <= most, "from 0 to \(most) seconds")
        }
        if case .deferred(let count) = erasure { try check("erasure", count > 0, "deferred by at least 1 session") }
    }
}
