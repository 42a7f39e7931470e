/// Storing values under keys.
extension Cache {
    /// Stores a value, over the one with its key if there is one; its time to live begins now.
    ///
    /// A value is stored as JSON; `Data` and `[UInt8]` are stored as bytes. A nil, however deep in optionals, is stored as
    /// the knowledge that there is no value: `get` finds none, and `value(for:)` does not load one. A load of the key that is running will not
    /// replace what is stored here.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - key: any string.
    ///   - ttl: how long it lives; `.keep` for as long as the entry it replaces. 0 and less removes the key.
    ///   - tags: what it can be invalidated by: `remove(tag:)`.
    ///   - priority: how long it stays when room is needed.
    /// - Returns: whether it is there. A value is not that has no life, that ``CacheOptions/admission`` refuses, that is
    ///   larger than the whole budget, or that is of less priority than all others in a full cache; nothing is under its
    ///   key then.
    /// - Throws: ``CacheError/Code/invalidArgument`` for a time that is no number; `RoostError.Code.encodingFailed`,
    ///   `RoostError.Code.recordTooLarge` above `DatabaseOptions.maxRecordBytes` of JSON, and what commits throw; nothing is changed then.
    /// - Complexity: reads the entry it replaces; writes one record, a row of the expiry queue, and an index entry for
    ///   its priority and for each tag, where they differ. When the budget is exceeded, also what `shrinkToBudget()`
    ///   does.
    @discardableResult
    public func set<V: Encodable & Sendable>(
        _ value: V, for key: String, ttl: TimeToLive = .standard, tags: [String] = [],
        priority: CachePriority = .normal
    ) throws -> Bool {
        try store([try draft(value, key, ttl, tags, priority)]).kept == 1
    }

    /// Stores a value on the store's writer thread. See the synchronous `set(_:for:ttl:tags:priority:)`.
    @discardableResult
    public func set<V: Encodable & Sendable>(
        _ value: V, for key: String, ttl: TimeToLive = .standard, tags: [String] = [],
        priority: CachePriority = .normal
    ) async throws -> Bool {
        try await store([try draft(value, key, ttl, tags, priority)]).kept == 1
    }

    /// Stores values under their keys in one transaction: all of them, or, where one throws, none.
    ///
    /// - Parameters:
    ///   - values: the values by key.
    ///   - ttl: how long each lives.
    ///   - tags: the tags of each.
    ///   - priority: the priority of each.
    /// - Returns: the number of values that are there; see the form for one value for those that are not.
    /// - Throws: as the form for one value does.
    /// - Complexity: as often as there are values what one costs, in one commit.
    @discardableResult
    public func set<V: Encodable & Sendable>(
        _ values: [String: V], ttl: TimeToLive = .standard, tags: [String] = [], priority: CachePriority = .normal
    ) throws -> Int {
        try store(try values.map { try draft($1, $0, ttl, tags, priority) }).kept
    }

    /// Stores values on the store's writer thread. See the synchronous `set(_:ttl:tags:priority:)`.
    @discardableResult
    public func set<V: Encodable & Sendable>(
        _ values: [String: V], ttl: TimeToLive = .standard, tags: [String] = [], priority: CachePriority = .normal
    ) async throws -> Int {
        try await store(try values.map { try draft($1, $0, ttl, tags, priority) }).kept
    }

    /// Stores a value unless the key has one: of any number of callers at once, one stores.
    ///
    /// A known absence, and a value that is stale, do not stand in the way.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - key: any string.
    ///   - ttl: how long it lives; `.keep` means ``TimeToLive/standard`` here.
    ///   - tags: what it can be invalidated by.
    ///   - priority: how long it stays when room is needed.
    /// - Returns: whether it was stored.
    /// - Throws: as `set(_:for:ttl:tags:priority:)` does.
    /// - Complexity: reads one record; writes as `set` does, or nothing.
    @discardableResult
    public func add<V: Encodable & Sendable>(
        _ value: V, for key: String, ttl: TimeToLive = .standard, tags: [String] = [],
        priority: CachePriority = .normal
    ) throws -> Bool {
        try store([try draft(value, key, ttl, tags, priority)], .add).kept == 1
    }

    /// Stores a value unless the key has one. See the synchronous `add(_:for:ttl:tags:priority:)`.
    @discardableResult
    public func add<V: Encodable & Sendable>(
        _ value: V, for key: String, ttl: TimeToLive = .standard, tags: [String] = [],
        priority: CachePriority = .normal
    ) async throws -> Bool {
        try await store([try draft(value, key, ttl, tags, priority)], .add).kept == 1
    }

    private func draft<V: Encodable & Sendable>(
        _ value: V, _ key: String, _ ttl: TimeToLive, _ tags: [String], _ priority: CachePriority
    ) throws -> CacheDraft {
        CacheDraft(
            key: try newKey(key, tags), payload: CachePayload(value), timeToLive: ttl, tags: tags, priority: priority)
    }
}
