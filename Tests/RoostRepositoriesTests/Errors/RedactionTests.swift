import Foundation
import Roost
import RoostEngineTesting
import Testing

@testable import RoostRepositories

/// No text that Swift makes of what repositories throw, report and are shows a key, a tag, a value, a user or a token.
///
/// Shown on purpose: an identifier of a user to whoever takes it out of a `SessionEvent`, and errors of loaders and actions
/// of the caller's own, by themselves.
@Suite struct RedactionTests {
    static let secret = "hunter2"

    struct Person: SessionUser, Equatable {
        var id = RedactionTests.secret + "-id"
        var name = RedactionTests.secret
    }

    /// An error of the caller's own code, which may show anything.
    struct Chatty: Error, CustomStringConvertible { var description: String { RedactionTests.secret } }

    private func expectRedacted(_ value: Any, hiding more: [String] = []) {
        for text in texts(of: value) {
            for secret in [Self.secret] + more { #expect(!text.contains(secret), "\(text)") }
        }
    }

    @Test func sessionsShowNoUserAndNoToken() throws {
        let store = try SessionStore(Person.self) { $0.maxSessionsPerUser = 2 }
        let sessions = store.sessions
        let first = try sessions.signIn(Person(), label: Self.secret)
        let second = try sessions.refresh(first.refreshToken.text)
        var errors: [any Error] = []
        func collect(_ body: () throws -> Void) { do { try body() } catch { errors.append(error) } }
        collect { _ = try sessions.refresh(first.refreshToken.text) }
        collect { _ = try sessions.refresh(Self.secret) }
        let granted = try (0..<3).map { _ in try sessions.signIn(Person(), label: Self.secret) }
        try sessions.signOut(sessionID: granted[2].session.id)
        store.clock.advance(86_400 * 400)
        collect { _ = try sessions.refresh(granted[1].refreshToken.text) }
        #expect(errors.count == 3)
        let all = [first, second] + granted
        let tokens = all.flatMap { [$0.accessToken.text, $0.refreshToken.text] }
        let digests = tokens.map { TokenDigest(of: $0).text }
        let events = store.events.current
        #expect(events.count >= 6)
        var values: [Any] = [
            sessions, sessions.configuration, sessions.table, store.db, events, errors, TokenDigest(of: tokens[0]),
            Token(), try store.db.statistics(), try store.db.verify(), try store.db.sweep(),
            SessionEvent<String>.erasureFailed(.io), SessionEvent<String>.allRemoved,
            SessionEvent.evicted(sessionID: UUID(), userID: Self.secret, limit: 1),
        ]
        values += events as [Any]
        values += errors as [Any]
        values += all as [Any]
        values += all.map(\.session) as [Any]
        for value in values { expectRedacted(value, hiding: tokens + digests) }
    }

    @Test func cachesShowNoKeyAndNoValue() async throws {
        let failures = SessionTestValue<[CacheFailure]>([])
        let candidates = SessionTestValue<[CacheCandidate]>([])
        let store = try CacheStore { options in
            options.timeToLive = 10
            options.staleFor = 100
            options.reloadPause = 0
            options.onFailure = { failure in failures.withLock { $0.append(failure) } }
            options.admission = .custom { candidate in
                candidates.withLock { $0.append(candidate) }
                return true
            }
        }
        let cache = store.cache
        let key = Self.secret + ":key"
        let first = try await cache.value(for: key, tags: [Self.secret]) { [Self.secret: Self.secret] }
        #expect(first[Self.secret] == Self.secret)
        var values: [Any] = [cache, cache.options, try cache.statistics(), store.db]
        values.append(try #require(try cache.entry(for: key, as: [String: String].self)))
        values.append(try store.record(key))
        for type in [Int.self, [String: Int].self, [Int].self] as [any (Codable & Sendable).Type] {
            values.append(try wrongType(key, type, cache))
        }
        store.clock.advance(20)
        // It is stale: the loader runs behind the answer, and fails.
        let loaded: [String: String] = try await cache.value(for: key) { throw Chatty() }
        #expect(loaded[Self.secret] == Self.secret)
        try await waitUntil { !failures.current.isEmpty }
        #expect(failures.current.first?.key == key)
        #expect(!candidates.current.isEmpty)
        values += failures.current as [Any]
        values += candidates.current as [Any]
        values.append(CacheFailure(operation: .store, key: key, error: RoostError(.io, "no room")))
        for value in values { expectRedacted(value) }
        #expect("\(failures.current[0])".contains("Chatty"))
    }

    private func wrongType<V: Codable & Sendable>(_ key: String, _ type: V.Type, _ cache: Cache) throws -> any Error {
        let error = try #require(#expect(throws: CacheError.self) { try cache.get(key, as: type) })
        if let underlying = error.underlying { expectRedacted(underlying) }
        return error
    }

    @Test func maintenanceShowsNothingStored() throws {
        var failure = RoostError(.corruptRecord, "damaged")
        failure.key = Self.secret
        failure.underlying = Chatty()
        let values: [Any] = [
            SizeEvent.failed(step: "sweep", failure), SweepEvent.failed(failure, next: .zero),
            PerformanceEvent.failed(step: "sweep", failure), PerformanceSnapshot(),
            MaintenanceError(.alreadyRunning, "x"),
        ]
        for value in values { expectRedacted(value) }
    }
}
