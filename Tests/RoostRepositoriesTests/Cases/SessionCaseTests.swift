import Foundation
import Roost
import RoostRepositories
import Testing

/// What Dexie.js 4.4.4 answers about sessions in a table of one's own, asked of ``Sessions``; section A of the cases. Where
/// it answers differently on purpose, a comment says why.
@Suite("Cases: sessions") struct SessionCaseTests {
    private let store: SessionStore<Account>
    /// s1, s2 and s4 of user 1, s3 of user 2; they expire after 100, 300, 50 and 200 seconds.
    private let granted: [GrantedSession<Account>]

    init() throws {
        let store = try SessionStore {
            $0.accessLifetime = nil
            $0.idleLifetime = 10
            $0.absoluteLifetime = nil
        }
        granted = try [(1, 100), (1, 300), (2, 200), (1, 50)].map { user, seconds in
            let granted = try store.sessions.signIn(Account(id: user))
            try store.sessions.extend(sessionID: granted.session.id, until: SessionTestClock.start + seconds)
            return granted
        }
        self.store = store
    }

    private func names(_ sessions: [Session<Account>]) -> [String] {
        sessions.map { session in
            granted.firstIndex { $0.session.id == session.id }.map { "s\($0 + 1)" } ?? "none"
        }
    }

    /// The record of a session under an identifier of its own, with the tokens it has.
    private func twin(of granted: GrantedSession<Account>) throws -> Session<Account> {
        var json = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(granted.session)) as? [String: Any])
        json["id"] = UUID().uuidString
        return try JSONDecoder().decode(Session<Account>.self, from: JSONSerialization.data(withJSONObject: json))
    }

    @Test("A1 a session by its token") func byToken() throws {
        let found = try #require(try store.sessions.session(accessToken: granted[2].accessToken.text))
        #expect(names([found]) == ["s3"])
    }

    @Test("A3 the session of a user that expires last") func latest() throws {
        #expect(try store.sessions.active(of: 1, limit: 10).last.map { names([$0]) } == ["s2"])
    }

    @Test("A4 a second session with a token that there is") func takenToken() throws {
        let twin = try twin(of: granted[1])
        expectRoostError(.uniqueViolation) { try store.db.records(in: store.sessions.table).add(twin) }
        #expect(try store.sessions.count() == 4)
        #expect(try store.works(granted[1]))
    }

    @Test("A6 an extended session moves in the order of expiry") func extended() throws {
        #expect(try names(store.sessions.active(of: 1, limit: 10)) == ["s4", "s1", "s2"])
        try store.sessions.extend(sessionID: granted[3].session.id, until: SessionTestClock.start + 900)
        #expect(try names(store.sessions.active(of: 1, limit: 10)) == ["s1", "s2", "s4"])
    }

    @Test("A7 what is expired is removed, and the rest stays") func purged() throws {
        try store.sessions.extend(sessionID: granted[3].session.id, until: SessionTestClock.start + 900)
        store.clock.advance(200)
        let cleanup = try store.sessions.cleanup()
        #expect(cleanup.sweep.swept == 2)
        #expect(try names(store.sessions.active(limit: 10)) == ["s2", "s4"])
        #expect(try store.db.statistics().tables.first { $0.name == store.sessions.table.name }?.records == 2)
        try store.verify()
    }

    @Test("A9 a user is signed out everywhere") func signedOutEverywhere() throws {
        store.clock.advance(100)
        try store.sessions.extend(sessionID: granted[1].session.id, until: SessionTestClock.start + 900)
        _ = try store.sessions.signIn(Account(id: 1))
        #expect(try store.sessions.signOutEverywhere(1) == 2, "what is expired does not count")
        #expect(try store.sessions.count(of: 1) == 0)
        #expect(try names(store.sessions.active(limit: 10)) == ["s3"])
    }

    // Tokens are random, so that no two sign-ins ask for one; two records with one are a race all the same.
    @Test("A10 of two that race for one token one is stored") func race() async throws {
        let table = store.sessions.table
        let first = granted[1]
        let twins = try [twin(of: first), twin(of: first)]
        try await store.sessions.signOut(sessionID: first.session.id)
        let db = store.db
        let outcomes = await withTaskGroup(of: Result<UUID, any Error>.self) { group in
            for twin in twins {
                group.addTask {
                    do { return .success(try await db.records(in: table).add(twin)) } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let errors = outcomes.compactMap { outcome in
            if case .failure(let error) = outcome { (error as? RoostError)?.code } else { nil }
        }
        #expect(errors == [.uniqueViolation])
        #expect(try await store.sessions.count(of: 1) == 3)
        #expect(try store.sessions.session(accessToken: first.accessToken.text) != nil)
        try store.verify()
    }
}
