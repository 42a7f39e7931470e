public import Foundation
public import Roost

/// How a ``Cache`` keeps its entries. The defaults keep everything, for as long as each entry says.
public struct CacheOptions: Sendable {
    /// How long an entry lives that does not say so itself, in seconds; infinity for ever.
    public var timeToLive: TimeInterval = .infinity
    /// How long behind its time to live a value may still be served while it is loaded anew, in seconds, where
    /// `value(for:)` does not say so itself. 0: never.
    public var staleFor: TimeInterval = 0
    /// How long it is remembered that a loader found nothing, in seconds, where `value(for:)` does not say so itself.
    /// 0: not at all.
    public var negativeTimeToLive: TimeInterval = 30
    /// How long a stale value is served without another attempt, after loading it anew has failed, in seconds.
    public var reloadPause: TimeInterval = 1
    /// When a commit of the cache is on disk. `.none` unless said otherwise: a crash of the process loses nothing, one of
    /// the operating system the latest entries.
    public var durability: Durability = .none

    /// The most bytes of JSON that the entries may have, before compression; nil for any number.
    public var maxBytes: Int?
    /// The most entries; nil for any number.
    public var maxEntries: Int?
    /// The part of a budget that is left when entries had to go, so that not each of the next ones makes another go. What
    /// stores an entry evicts one batch at most on the way there, more only where the budget itself asks for it.
    public var lowWaterMark = 0.9
    /// The most entries that one transaction evicts or removes. Other writers wait for one such transaction at most.
    public var batchSize = 500
    /// The longest key, in bytes of UTF-8, from 1 to 65,536. A longer one is refused, and matches nothing.
    public var maxKeyBytes = 4_096
    /// The most tags of one entry, from 0 to 1,000.
    public var maxTags = 64
    /// The longest tag, in bytes of UTF-8, from 1 to 1,024.
    public var maxTagBytes = 256
    /// The most loads that are under way at once. ``Cache/value(for:ttl:staleFor:tags:priority:load:)`` of a key whose load
    /// would be one more throws.
    public var maxLoads = 10_000
    /// What is let in. It can be changed later: ``Cache/admission``.
    public var admission: CacheAdmission = .all

    /// A read is not noted when the entry is known to have been read within this time before, in seconds. To write the
    /// time of a read is to write the entry: let it be longer where values are large.
    public var accessResolution: TimeInterval = 60
    /// The number of noted reads that are written together. Twice as many are remembered at most.
    public var accessBatch = 1_000

    /// Told what went wrong behind the back of callers. It may be called on any thread and should return soon.
    public var onFailure: (@Sendable (CacheFailure) -> Void)?

    /// The defaults.
    public init() {}

    /// Throws ``CacheError/Code/invalidArgument`` for what no cache could work with.
    func validate() throws {
        func check(_ isValid: Bool, _ message: @autoclosure () -> String) throws {
            if !isValid { throw CacheError(.invalidArgument, message()) }
        }
        try check(!timeToLive.isNaN, "timeToLive is no number")
        for (name, seconds) in [
            ("staleFor", staleFor), ("negativeTimeToLive", negativeTimeToLive), ("reloadPause", reloadPause),
            ("accessResolution", accessResolution),
        ] {
            try check(seconds >= 0, "\(name) is \(seconds); it has to be 0 or more")
        }
        for (name, limit) in [("maxBytes", maxBytes), ("maxEntries", maxEntries)] {
            try check(limit ?? 1 > 0, "\(name) is \(limit ?? 0); it has to be above 0")
        }
        try check(lowWaterMark > 0 && lowWaterMark <= 1, "lowWaterMark is \(lowWaterMark); it has to be in (0, 1]")
        try check(
            (1...100_000).contains(batchSize), "batchSize is \(batchSize); it has to be from 1 to 100000")
        for (name, number, range) in [
            ("maxKeyBytes", maxKeyBytes, 1...65_536), ("maxTags", maxTags, 0...1_000),
            ("maxTagBytes", maxTagBytes, 1...1_024), ("maxLoads", maxLoads, 1...1_000_000),
        ] {
            try check(
                range.contains(number),
                "\(name) is \(number); it has to be from \(range.lowerBound) to \(range.upperBound)")
        }
        try check(
            (1...1_000_000).contains(accessBatch), "accessBatch is \(accessBatch); it has to be from 1 to 1000000")
    }
}
