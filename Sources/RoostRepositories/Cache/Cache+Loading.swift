public import Foundation

/// Reading through the cache.
extension Cache {
    /// The value under a key, loaded and stored when it is not cached.
    ///
    /// **Single flight**: of any number of callers that miss a key at once, one calls its loader and all get what comes
    /// of it. An error reaches all of them and is not cached. A caller whose task is cancelled leaves the others alone;
    /// when all are cancelled, so is the loader's task. What is stored or removed under the key while the loader runs, by
    /// key, tag or prefix, wins: the loaded value reaches those who wait for it and is not stored, and callers who come
    /// later load anew. Single flight is per ``Cache`` value and per type.
    ///
    /// **Stale while revalidating**: for `staleFor` seconds behind its time to live, the old value is returned at once
    /// and loaded anew in the background. When that fails, the failure is counted and reported
    /// (``CacheOptions/onFailure``), and tried again after ``CacheOptions/reloadPause`` as long as the value is kept.
    ///
    /// A cached value that does not decode as the type, because an earlier version of the program stored another, is
    /// loaded anew. A value that cannot be stored is returned all the same, and reported.
    ///
    /// **A key has to contain the rights.** What one caller's loader was allowed to see, all callers of the key get: of two
    /// users with different rights, the key has to name the user, or the rights.
    ///
    /// **A loader must not wait for itself**: one that asks for what it is loading, its own key and type, directly or
    /// through the loaders of other keys that it asks for, gets ``CacheError/Code/recursiveLoad`` from that call. This is
    /// known in its task and in those that inherit its task-local values. It is not known in `Task.detached`, and not of
    /// loads of different callers that wait for each other crosswise: these wait until they are cancelled. Let loaders
    /// ask for keys in one direction only.
    ///
    /// - Parameters:
    ///   - key: any string.
    ///   - ttl: how long a loaded value lives; `.keep` means ``TimeToLive/standard`` here.
    ///   - staleFor: how long behind it a value may be served while it is loaded anew, in seconds; nil for
    ///     ``CacheOptions/staleFor``.
    ///   - tags: what it can be invalidated by.
    ///   - priority: how long it stays when room is needed.
    ///   - load: loads the value, in a task of its own with the task-local values of the first caller.
    /// - Returns: the cached or the loaded value.
    /// - Throws: what the loader throws, `CancellationError` when the caller is cancelled while it waits,
    ///   ``CacheError/Code/recursiveLoad`` inside the loader of the same key and type,
    ///   ``CacheError/Code/tooManyLoads``, ``CacheError/Code/keyTooLong``, ``CacheError/Code/tooManyTags``, and what reads
    ///   throw.
    /// - Complexity: a hit reads one record on the caller's thread. A miss reads one more, and stores.
    public func value<V: Codable & Sendable>(
        for key: String, ttl: TimeToLive = .standard, staleFor: TimeInterval? = nil, tags: [String] = [],
        priority: CachePriority = .normal, load: @escaping @Sendable () async throws -> V
    ) async throws -> V {
        let key = try newKey(key, tags)
        let loading = Loading<V, V>(
            key: key, tags: tags, load: load, value: { $0 }, absence: KnownAbsence.value(of: V.self),
            draft: draft(key, ttl, staleFor, negativeTTL: options.negativeTimeToLive, tags, priority))
        return try await value(loading)
    }

    /// The value under a key, loaded and stored when it is not cached; nil when there is none, which is remembered for
    /// ``CacheOptions/negativeTimeToLive``.
    ///
    /// Everything else is as in the form whose loader always finds a value.
    ///
    /// - Parameters:
    ///   - key: any string.
    ///   - ttl: how long a loaded value lives.
    ///   - staleFor: how long behind it a value may be served while it is loaded anew, in seconds.
    ///   - tags: what value and absence can be invalidated by.
    ///   - priority: how long they stay when room is needed.
    ///   - load: loads the value; nil when there is none.
    /// - Returns: the cached or the loaded value; nil when there is none.
    /// - Throws: what the loader throws, `CancellationError` when the caller is cancelled while it waits,
    ///   ``CacheError/Code/recursiveLoad`` inside the loader of the same key and type,
    ///   ``CacheError/Code/tooManyLoads``, ``CacheError/Code/keyTooLong``, ``CacheError/Code/tooManyTags``, and what reads
    ///   throw.
    /// - Complexity: a hit reads one record on the caller's thread. A miss reads one more, and stores.
    public func value<V: Codable & Sendable>(
        for key: String, ttl: TimeToLive = .standard, staleFor: TimeInterval? = nil, tags: [String] = [],
        priority: CachePriority = .normal, load: @escaping @Sendable () async throws -> V?
    ) async throws -> V? {
        // With the parameters of the form for values, so that the compiler prefers this one for optional values.
        try await value(
            for: key, ttl: ttl, staleFor: staleFor, negativeTTL: options.negativeTimeToLive, tags: tags,
            priority: priority, load: load)
    }

    /// The value under a key, loaded and stored when it is not cached; nil when there is none, which is remembered for
    /// `negativeTTL`.
    ///
    /// - Parameters:
    ///   - key: any string.
    ///   - ttl: how long a loaded value lives.
    ///   - staleFor: how long behind it a value may be served while it is loaded anew, in seconds.
    ///   - negativeTTL: how long it is remembered that the loader found nothing, in seconds; 0 for not at all.
    ///   - tags: what value and absence can be invalidated by.
    ///   - priority: how long they stay when room is needed.
    ///   - load: loads the value; nil when there is none.
    /// - Returns: the cached or the loaded value; nil when there is none.
    /// - Throws: as the form without `negativeTTL` does.
    /// - Complexity: a hit reads one record on the caller's thread. A miss reads one more, and stores.
    public func value<V: Codable & Sendable>(
        for key: String, ttl: TimeToLive = .standard, staleFor: TimeInterval? = nil, negativeTTL: TimeInterval,
        tags: [String] = [], priority: CachePriority = .normal, load: @escaping @Sendable () async throws -> V?
    ) async throws -> V? {
        let key = try newKey(key, tags)
        let loading = Loading<V, V?>(
            key: key, tags: tags, load: load, value: { $0 }, absence: .some(nil),
            draft: draft(key, ttl, staleFor, negativeTTL: negativeTTL, tags, priority))
        return try await value(loading)
    }

    /// What is stored of a loaded value, which may be nil.
    private func draft<V: Codable & Sendable>(
        _ key: CacheKey, _ ttl: TimeToLive, _ staleFor: TimeInterval?, negativeTTL: TimeInterval, _ tags: [String],
        _ priority: CachePriority
    ) -> @Sendable (V) -> CacheDraft {
        var timeToLive = ttl
        if case .kept = ttl.rule { timeToLive = .standard }
        let draft = CacheDraft(
            key: key, payload: .unread, timeToLive: timeToLive, staleFor: staleFor ?? options.staleFor, tags: tags,
            priority: priority)
        let absent = CacheDraft(
            key: key, payload: .absent, timeToLive: .seconds(negativeTTL), tags: tags, priority: priority)
        return { value in
            if KnownAbsence.isNil(value) { return absent }
            var draft = draft
            draft.payload = CachePayload(value)
            return draft
        }
    }
}
