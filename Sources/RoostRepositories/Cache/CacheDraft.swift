import Foundation
import Roost

/// An entry that is to be stored, before it is known when.
struct CacheDraft: Sendable {
    var key: CacheKey
    var payload: CachePayload
    var timeToLive: TimeToLive
    var staleFor: TimeInterval = 0
    var tags: [String] = []
    var priority: CachePriority = .normal
}

/// When an entry becomes stale and when it expires.
struct CacheLifetime: Sendable {
    var freshUntil: Date?
    var expiresAt: Date?
    /// Whether it has any life.
    var isEmpty = false

    /// So long that nobody lives to see it, and short enough for a date to be exact to the millisecond.
    private static let forever: TimeInterval = 1e12

    init(freshUntil: Date?, expiresAt: Date?) {
        self.freshUntil = freshUntil
        self.expiresAt = expiresAt
    }

    init(from now: Date, seconds: TimeInterval, staleFor: TimeInterval) throws {
        guard !seconds.isNaN, !staleFor.isNaN else {
            throw CacheError(.invalidArgument, "a time to live is no number")
        }
        isEmpty = seconds <= 0
        let end = Self.moment(now, seconds)
        expiresAt = staleFor > 0 ? Self.moment(now, seconds + staleFor) : end
        freshUntil = staleFor > 0 ? end : nil
    }

    private static func moment(_ now: Date, _ seconds: TimeInterval) -> Date? {
        guard seconds < forever else { return nil }
        let milliseconds = (now.timeIntervalSinceReferenceDate + seconds) * 1_000
        return Date(timeIntervalSinceReferenceDate: milliseconds.rounded(.up) / 1_000)
    }
}

extension Date {
    /// Rounded down to the millisecond: what is stored is shorter so.
    var wholeMilliseconds: Date {
        Date(timeIntervalSinceReferenceDate: (timeIntervalSinceReferenceDate * 1_000).rounded(.down) / 1_000)
    }
}

extension CacheEntry {
    init(_ draft: CacheDraft, lifetime: CacheLifetime, now: Date) {
        self.init(
            storedKey: draft.key.stored, longKey: draft.key.long, tags: draft.tags, priority: draft.priority,
            createdAt: now.wholeMilliseconds, accessedAt: now.wholeMilliseconds, freshUntil: lifetime.freshUntil,
            expiresAt: lifetime.expiresAt, payload: draft.payload)
    }

    func isFresh(at now: Date) -> Bool { freshUntil.map { now < $0 } ?? true }

    var isKnownAbsent: Bool {
        if case .absent = payload { true } else { false }
    }

    /// Whether there is a value whose time to live is not over.
    func hasValue(at now: Date) -> Bool { !isKnownAbsent && isFresh(at: now) }

    var lifetime: CacheLifetime { CacheLifetime(freshUntil: freshUntil, expiresAt: expiresAt) }
}
