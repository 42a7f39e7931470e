import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: events")
struct SessionEventTests {
    @Test("Every listener gets every event from when it began to listen, after the commit and in order")
    func streams() async throws {
        let store = try SessionStore()
        var all = store.sessions.events.makeAsyncIterator()
        let granted = try await store.sessions.signIn(Account(id: 1))
        let id = granted.session.id
        var late = store.sessions.events.makeAsyncIterator()
        let renewed = try await store.sessions.refresh(granted.refreshToken.text)
        try await store.sessions.signOut(accessToken: renewed.accessToken.text)
        let other = try await store.sessions.signIn(Account(id: 2)).session.id
        try await store.sessions.signOutEverywhere(2)
        try await store.sessions.removeAll()
        let expected: [SessionEvent<Int>] = [
            .signedIn(sessionID: id, userID: 1), .refreshed(sessionID: id, userID: 1),
            .signedOut(sessionID: id, userID: 1), .signedIn(sessionID: other, userID: 2),
            .signedOut(sessionID: other, userID: 2), .allRemoved,
        ]
        for event in expected { #expect(await all.next() == event) }
        for event in expected.dropFirst() { #expect(await late.next() == event) }
        #expect(store.events.current == expected)
    }

    @Test("What changes nothing and what fails is no event")
    func silence() throws {
        let store = try SessionStore()
        let granted = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(100)
        try store.sessions.touch(accessToken: granted.accessToken.text)
        try store.sessions.extend(sessionID: granted.session.id, until: .distantFuture)
        try store.sessions.updateUser(1) { $0.name = "Grace" }
        try store.sessions.signOut(sessionID: UUID())
        expectSessionError(.unknownToken) { try store.sessions.refresh(Token().text) }
        #expect(store.events.current == [.signedIn(sessionID: granted.session.id, userID: 1)])
    }

    @Test("A listener may use the sessions")
    func reentry() throws {
        let store = try SessionStore()
        let counts = SessionTestValue<[Int]>([])
        let sessions = try Sessions<Account>(in: store.db, configuration: store.sessions.configuration) { _ in
            let count = (try? store.sessions.count()) ?? -1
            counts.withLock { $0.append(count) }
        }
        _ = try sessions.signIn(Account(id: 1))
        try sessions.removeAll()
        #expect(counts.current == [1, 0])
    }

    @Test("Streams end with the instance")
    func end() async throws {
        let store = try SessionStore()
        var sessions: Sessions<Account>? = try Sessions(in: store.db, configuration: store.sessions.configuration)
        let stream = sessions?.events
        _ = try await sessions?.signIn(Account(id: 1))
        sessions = nil
        var count = 0
        for await _ in try #require(stream) { count += 1 }
        #expect(count == 1)
    }

    @Test("No event shows a token")
    func redaction() throws {
        let store = try SessionStore { $0.tokenPolicy = .readable }
        let granted = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.refresh(granted.refreshToken.text)
        var shown = ""
        dump(store.events.current, to: &shown)
        #expect(shown.contains(granted.session.id.uuidString))
        #expect(!shown.contains(granted.accessToken.text) && !shown.contains(granted.refreshToken.text))
    }
}
