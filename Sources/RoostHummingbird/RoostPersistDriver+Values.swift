#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostRepositories

/// Values by key.
extension RoostPersistDriver {
    /// Stores a value unless there is one.
    ///
    /// - Parameters:
    ///   - key: any string of at most ``maximumKeyBytes`` bytes. One of more than 720 is stored as a part of it and a hash.
    ///   - value: stored as JSON, or as the bytes it is.
    ///   - expires: how long it lives; nil for ever. What has no life is not stored.
    /// - Throws: `PersistError.duplicate` when there is one that has not expired; `RoostError.Code.keyTooLong`,
    ///   `RoostError.Code.encodingFailed`, `RoostError.Code.recordTooLarge` above `DatabaseOptions.maxRecordBytes` of JSON,
    ///   and what commits throw; nothing is changed then.
    /// - Complexity: reads one record; writes it, an index entry and a row of the expiry queue.
    public func create<Object: Codable & Sendable>(key: String, value: Object, expires: Duration?) async throws {
        try Self.checkLength(of: key)
        if let expires, expires <= .zero {
            if try cache.contains(key) { throw PersistError.duplicate }
            return
        }
        guard try await cache.add(value, for: key, ttl: lifetime(expires) ?? .standard) else {
            throw PersistError.duplicate
        }
    }

    /// Stores a value, in place of the one there is.
    ///
    /// - Parameters:
    ///   - key: any string of at most ``maximumKeyBytes`` bytes.
    ///   - value: stored as JSON, or as the bytes it is.
    ///   - expires: how long it lives from now on. Nil for as long as the one it replaces would have lived, and for ever
    ///     where there is none or it has expired. 0 and less removes the key.
    /// - Throws: as ``create(key:value:expires:)`` does, but for the duplicate.
    /// - Complexity: reads one record; writes it, an index entry and a row of the expiry queue, where they differ.
    public func set<Object: Codable & Sendable>(key: String, value: Object, expires: Duration?) async throws {
        try Self.checkLength(of: key)
        _ = try await cache.set(value, for: key, ttl: lifetime(expires) ?? .keep)
    }

    /// The value of a key; nil when there is none, or it has expired. A key of more than ``maximumKeyBytes`` bytes has none.
    ///
    /// - Throws: `PersistError.invalidConversion` when it cannot be decoded as this type; what reads throw.
    /// - Complexity: reads one record, and decodes it.
    public func get<Object: Codable & Sendable>(key: String, as type: Object.Type) async throws -> Object? {
        guard Self.isKey(key) else { return nil }
        return try converting { try cache.get(key, as: type) }
    }

    /// The value of a key, and how long it will live, which is less than it was given however soon it is asked; nil for
    /// ever.
    ///
    /// - Throws: as ``get(key:as:)`` does.
    /// - Complexity: as ``get(key:as:)``.
    public func getWithTTL<Object: Codable & Sendable>(
        key: String, as type: Object.Type
    ) async throws -> (object: Object, ttl: Duration?)? {
        guard Self.isKey(key) else { return nil }
        return try converting {
            guard let entry = try cache.entry(for: key, as: type), let object = entry.value else { return nil }
            return (object, entry.remaining.map(Self.duration))
        }
    }

    /// Removes the value of a key, if there is one.
    ///
    /// - Throws: what commits throw.
    /// - Complexity: reads and deletes one record with its index entries.
    public func remove(key: String) async throws {
        guard Self.isKey(key) else { return }
        _ = try await cache.remove(key)
    }

    /// Clients choose keys, in cookies and paths. The length comes before everything else, because normalising and hashing a
    /// text takes longer the longer it is.
    private static func isKey(_ key: String) -> Bool { key.utf8.count <= maximumKeyBytes }

    private static func checkLength(of key: String) throws {
        guard isKey(key) else {
            throw RoostError(.keyTooLong, "a key of \(key.utf8.count) bytes; at most \(maximumKeyBytes) are stored")
        }
    }

    /// Nil for what was not said.
    private func lifetime(_ expires: Duration?) -> TimeToLive? {
        expires.map { .duration(min($0, configuration.maximumLifetime ?? $0)) }
    }

    /// Differences of dates are exact to less than a microsecond.
    private static func duration(_ seconds: TimeInterval) -> Duration {
        .microseconds((seconds * 1e6).rounded())
    }

    private func converting<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch CacheError.Code.wrongType {
            throw PersistError.invalidConversion
        }
    }
}
#endif
