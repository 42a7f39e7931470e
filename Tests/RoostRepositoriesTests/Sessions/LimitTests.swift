import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: the limit of one user")
struct LimitTests {
    @Test("Those that were inactive for longest go, and those that began first among equals")
    func eviction() throws {
        let store = try SessionStore {
            $0.maxSessionsPerUser = 3
        }
        let stranger = try store.sessions.signIn(Account(id: 2))
        var granted = try (0..<3).map { _ in try store.sessions.signIn(Account(id: 1)) }
        store.clock.advance(60)
        try store.sessions.touch(accessToken: granted[0].accessToken.text)
        granted += try (0..<2).map { _ in try store.sessions.signIn(Account(id: 1)) }
        #expect(try granted.map(store.works) == [true, false, false, true, true])
        #expect(try store.works(stranger))
        #expect(
            store.events.current.suffix(4) == [
                .evicted(sessionID: granted[1].session.id, userID: 1, limit: 3),
                .signedIn(sessionID: granted[3].session.id, userID: 1),
                .evicted(sessionID: granted[2].session.id, userID: 1, limit: 3),
                .signedIn(sessionID: granted[4].session.id, userID: 1),
            ])
        expectSessionError(.unknownToken) { try store.sessions.refresh(granted[1].refreshToken.text) }
        try store.verify()
    }

    @Test("A limit of one is the last sign-in")
    func one() throws {
        let store = try SessionStore { $0.maxSessionsPerUser = 1 }
        let first = try store.sessions.signIn(Account(id: 1))
        let renewed = try store.sessions.refresh(first.refreshToken.text)
        let last = try store.sessions.signIn(Account(id: 1))
        #expect(try !store.works(renewed))
        #expect(try store.sessions.sessions(of: 1) == [last.session])
    }

    @Test("A limit that was lowered is met at the next sign-in")
    func lowered() throws {
        let store = try SessionStore()
        let granted = try (0..<10).map { _ in try store.sessions.signIn(Account(id: 1)) }
        var configuration = store.sessions.configuration
        configuration.maxSessionsPerUser = 4
        store.clock.advance(1)
        let limited = try Sessions<Account>(in: store.db, configuration: configuration)
        let last = try limited.signIn(Account(id: 1))
        #expect(try limited.sessions(of: 1).map(\.id) == ([last] + granted.suffix(3).reversed()).map(\.session.id))
    }

    @Test("Sessions that have expired take no room")
    func expired() throws {
        let store = try SessionStore {
            $0.maxSessionsPerUser = 2
            $0.idleLifetime = 100
        }
        _ = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(100)
        let granted = try (0..<2).map { _ in try store.sessions.signIn(Account(id: 1)) }
        #expect(try granted.allSatisfy(store.works))
    }

    @Test("A hundred sign-ins at once leave as many as allowed")
    func hundredTasks() async throws {
        let store = try SessionStore { $0.maxSessionsPerUser = 5 }
        let granted = try await withThrowingTaskGroup(of: GrantedSession<Account>.self) { group in
            for _ in 0..<100 { group.addTask { try await store.sessions.signIn(Account(id: 1)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await store.sessions.count(of: 1) == 5)
        #expect(try granted.filter(store.works).count == 5)
        try store.verify()
    }
}
