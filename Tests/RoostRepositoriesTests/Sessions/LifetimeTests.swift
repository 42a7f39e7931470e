import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: lifetimes")
struct LifetimeTests {
    private func store(
        access: TimeInterval?, idle: TimeInterval?, absolute: TimeInterval?
    ) throws -> SessionStore<Account> {
        try SessionStore {
            $0.accessLifetime = access
            $0.idleLifetime = idle
            $0.absoluteLifetime = absolute
        }
    }

    @Test("An access token is refused from the moment it says on, while its session goes on")
    func access() throws {
        let store = try store(access: 100, idle: 1_000, absolute: nil)
        let granted = try store.sessions.signIn(Account(id: 1))
        let token = granted.accessToken.text
        store.clock.advance(99.999)
        #expect(try store.works(granted))
        store.clock.advance(0.001)
        #expect(try !store.works(granted))
        expectSessionError(.expired, hiding: token) { try store.sessions.authenticate(accessToken: token) }
        #expect(try store.sessions.touch(accessToken: token) == nil)
        expectSessionError(.expired, hiding: token) { try store.sessions.signOutOthers(keeping: token) }
        let renewed = try store.sessions.refresh(granted.refreshToken.text)
        #expect(try store.works(renewed))
        expectSessionError(.unknownToken) { try store.sessions.authenticate(accessToken: token) }
    }

    @Test("Without a lifetime of its own an access token lives as long as its session")
    func accessWithoutLifetime() throws {
        let store = try store(access: nil, idle: 1_000, absolute: 2_500)
        let granted = try store.sessions.signIn(Account(id: 1))
        for _ in 0..<2 {
            store.clock.advance(999)
            #expect(try store.sessions.touch(accessToken: granted.accessToken.text) != nil)
        }
        store.clock.advance(501.999)
        #expect(try store.works(granted))
        store.clock.advance(0.001)
        #expect(try !store.works(granted))
    }

    @Test("Idleness ends a session to the millisecond, and an expired one cannot be refreshed")
    func idle() throws {
        let store = try store(access: 5_000, idle: 1_000, absolute: nil)
        let granted = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(999.999)
        #expect(try store.works(granted))
        store.clock.advance(0.001)
        #expect(try !store.works(granted), "although its access token alone would go on")
        #expect(try store.sessions.session(id: granted.session.id) == nil)
        expectSessionError(.unknownToken, hiding: granted.refreshToken.text) {
            try store.sessions.refresh(granted.refreshToken.text)
        }
        expectSessionError(.unknownToken) {
            try store.sessions.authenticate(accessToken: granted.accessToken.text)
        }
        #expect(try !store.sessions.signOut(accessToken: granted.accessToken.text))
        #expect(try !store.sessions.signOut(sessionID: granted.session.id))
        #expect(try store.sessions.extend(sessionID: granted.session.id, until: .distantFuture) == nil)
    }

    @Test("Touches and refreshes slide the idle expiry, and never past the absolute deadline")
    func sliding() throws {
        let store = try store(access: nil, idle: 1_000, absolute: 2_000)
        var granted = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(600)
        #expect(
            try store.sessions.touch(accessToken: granted.accessToken.text)?.expiresAt
                == SessionTestClock.start + 1_600)
        store.clock.advance(600)
        granted = try store.sessions.refresh(granted.refreshToken.text)
        #expect(granted.session.expiresAt == SessionTestClock.start + 2_000)
        #expect(granted.session.createdAt == SessionTestClock.start)
        store.clock.advance(799.999)
        #expect(try store.sessions.touch(accessToken: granted.accessToken.text) != nil)
        store.clock.advance(0.001)
        #expect(try !store.works(granted))
        expectSessionError(.unknownToken) { try store.sessions.refresh(granted.refreshToken.text) }
    }

    @Test("An access token does not outlive the absolute deadline")
    func accessAtDeadline() throws {
        let store = try store(access: 900, idle: nil, absolute: 1_000)
        let granted = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(500)
        let renewed = try store.sessions.refresh(granted.refreshToken.text)
        #expect(renewed.session.accessExpiresAt == SessionTestClock.start + 1_000)
    }

    @Test("An extension goes as far as the absolute deadline, and nothing makes it shorter")
    func extending() async throws {
        let store = try store(access: nil, idle: 100, absolute: 1_000)
        let granted = try await store.sessions.signIn(Account(id: 1))
        let id = granted.session.id
        let start = SessionTestClock.start
        #expect(try await store.sessions.extend(sessionID: id, until: start + 50)?.expiresAt == start + 100)
        #expect(try await store.sessions.extend(sessionID: id, until: start + 500)?.expiresAt == start + 500)
        store.clock.advance(200)
        #expect(
            try await store.sessions.touch(accessToken: granted.accessToken.text)?.expiresAt == start + 500)
        let renewed = try await store.sessions.refresh(granted.refreshToken.text)
        #expect(renewed.session.expiresAt == start + 500)
        #expect(
            try await store.sessions.extend(sessionID: id, until: .distantFuture)?.expiresAt == start + 1_000)
        #expect(try await store.sessions.extend(sessionID: UUID(), until: .distantFuture) == nil)
    }

    @Test("A session keeps the absolute deadline it began with when the configuration changes")
    func configurationChanges() throws {
        let store = try store(access: nil, idle: nil, absolute: 1_000)
        let granted = try store.sessions.signIn(Account(id: 1))
        var configuration = store.sessions.configuration
        configuration.absoluteLifetime = 50_000
        let later = try Sessions<Account>(in: store.db, configuration: configuration)
        let renewed = try later.refresh(granted.refreshToken.text)
        #expect(renewed.session.expiresAt == SessionTestClock.start + 1_000)
    }

    @Test("A touch sets the time of the last activity")
    func touched() async throws {
        let store = try store(access: nil, idle: 1_000, absolute: nil)
        let granted = try await store.sessions.signIn(Account(id: 1))
        store.clock.advance(30)
        let soon = try await store.sessions.touch(accessToken: granted.accessToken.text)
        #expect(soon == granted.session, "too soon to be worth a write")
        store.clock.advance(30)
        let touched = try await store.sessions.touch(accessToken: granted.accessToken.text)
        #expect(touched?.updatedAt == SessionTestClock.start + 60)
        #expect(touched?.expiresAt == SessionTestClock.start + 1_060)
        #expect(try store.sessions.session(id: granted.session.id) == touched)
    }
}
