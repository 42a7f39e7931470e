import Foundation
import Roost
import RoostRepositories
import Testing

/// A clock that stands still until it is told otherwise.
final class CacheClock: @unchecked Sendable {
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    /// `@unchecked Sendable`: `time` is used with the lock held.
    private let lock = NSLock()
    private var time = CacheClock.start

    var now: Date {
        lock.lock()
        defer { lock.unlock() }
        return time
    }

    func advance(_ seconds: TimeInterval) {
        lock.lock()
        defer { lock.unlock() }
        time += seconds
    }
}

/// A cache in memory, with a clock of its own for both the cache and its database.
struct CacheStore {
    let clock: CacheClock
    let db: Database
    let cache: Cache

    init(_ change: (inout CacheOptions) -> Void = { _ in }) throws {
        let clock = CacheClock()
        self.clock = clock
        var databaseOptions = DatabaseOptions()
        databaseOptions.clock = { clock.now }
        db = try Database.inMemory(tables: [Cache.table()], options: databaseOptions)
        var options = CacheOptions()
        change(&options)
        cache = try Cache(in: db, options: options)
    }

    /// An entry's record.
    func record(_ key: String) throws -> CacheEntry {
        try #require(try db[CacheEntry.self].get(key))
    }

    /// Reads an entry anew and at the present moment.
    func touch(_ key: String) throws {
        #expect(try cache.get(key, as: Int.self) != nil)
        try cache.flushAccessTimes()
    }
}

/// What tests cache.
struct User: Codable, Sendable, Equatable {
    var id: Int
    var name: String
    var born: Date?
}

/// Counts calls from any thread.
final class CallCounter: @unchecked Sendable {
    /// `@unchecked Sendable`: `calls` is used with the lock held.
    private let lock = NSLock()
    private var calls = 0

    @discardableResult
    func next() -> Int {
        lock.lock()
        defer { lock.unlock() }
        calls += 1
        return calls
    }

    var count: Int {
        lock.lock()
        defer { lock.unlock() }
        return calls
    }
}

/// Opens once; whoever comes before waits.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    /// Waits without regard to cancellation.
    func pass() async {
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }
}

struct LoadFailed: Error, Equatable {
    var number = 0
}

/// Lets other tasks run until the condition holds; what never comes is an error instead of a hanging test.
func waitUntil(_ condition: () throws -> Bool) async throws {
    struct NeverHappened: Error {}
    let end = ContinuousClock.now + .seconds(1_200)
    while try !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened() }
        await Task.yield()
    }
}

/// Expects a ``CacheError`` of this code.
func expectCacheError<Result>(
    _ code: CacheError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
    do {
        _ = try body()
        Issue.record("nothing was thrown instead of \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? CacheError)?.code == code, "\(error)", sourceLocation: sourceLocation)
    }
}
