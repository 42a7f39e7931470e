import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: sign-out")
struct SignOutTests {
    @Test("By access token")
    func byToken() async throws {
        let store = try SessionStore()
        let one = try await store.sessions.signIn(Account(id: 1))
        let other = try await store.sessions.signIn(Account(id: 1))
        #expect(try await store.sessions.signOut(accessToken: one.accessToken.text))
        #expect(try await !store.sessions.signOut(accessToken: one.accessToken.text))
        #expect(try !store.works(one))
        await expectSessionError(.unknownToken) { try await store.sessions.refresh(one.refreshToken.text) }
        #expect(try store.works(other))
        try store.verify()
    }

    @Test("By access token, although the token's own time is over")
    func byOldToken() throws {
        let store = try SessionStore()
        let granted = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(10_000)
        #expect(try store.sessions.signOut(accessToken: granted.accessToken.text))
        #expect(try store.sessions.count() == 0)
    }

    @Test("By identifier")
    func byIdentifier() async throws {
        let store = try SessionStore()
        let granted = try await store.sessions.signIn(Account(id: 1))
        #expect(try await !store.sessions.signOut(sessionID: UUID()))
        #expect(try await store.sessions.signOut(sessionID: granted.session.id))
        #expect(try await !store.sessions.signOut(sessionID: granted.session.id))
        #expect(try !store.works(granted))
    }

    @Test("Everywhere, with all that was ever exchanged")
    func everywhere() async throws {
        let store = try SessionStore()
        var granted: [GrantedSession<Account>] = []
        for _ in 0..<3 { granted.append(try await store.sessions.signIn(Account(id: 1))) }
        let stranger = try await store.sessions.signIn(Account(id: 2))
        let renewed = try await store.sessions.refresh(granted[0].refreshToken.text)
        #expect(try await store.sessions.signOutEverywhere(1) == 3)
        for grant in granted + [renewed] {
            #expect(try !store.works(grant))
            await expectSessionError(.unknownToken) { try await store.sessions.refresh(grant.refreshToken.text) }
        }
        #expect(try await store.sessions.signOutEverywhere(1) == 0)
        #expect(try store.works(stranger))
    }

    @Test("Everywhere but here")
    func others() async throws {
        let store = try SessionStore()
        let here = try await store.sessions.signIn(Account(id: 1))
        let there = try await store.sessions.signIn(Account(id: 1))
        let stranger = try await store.sessions.signIn(Account(id: 2))
        #expect(try await store.sessions.signOutOthers(keeping: here.accessToken.text) == 1)
        #expect(try store.works(here))
        #expect(try !store.works(there))
        #expect(try store.works(stranger))
        #expect(try await store.sessions.signOutOthers(keeping: here.accessToken.text) == 0)
        await expectSessionError(.unknownToken) {
            try await store.sessions.signOutOthers(keeping: there.accessToken.text)
        }
    }

    @Test("Everyone")
    func all() async throws {
        let store = try SessionStore()
        let granted = try await store.sessions.signIn(Account(id: 1))
        let renewed = try await store.sessions.refresh(granted.refreshToken.text)
        try await store.sessions.removeAll()
        #expect(try await store.sessions.count() == 0)
        #expect(try !store.works(renewed))
        await expectSessionError(.unknownToken) { try await store.sessions.refresh(granted.refreshToken.text) }
        let next = try await store.sessions.signIn(Account(id: 1))
        #expect(try store.works(next))
        try store.verify()
    }

    @Test("A change of the user reaches all sessions of that user")
    func updateUser() async throws {
        let store = try SessionStore()
        var granted: [GrantedSession<Account>] = []
        for _ in 0..<3 { granted.append(try await store.sessions.signIn(Account(id: 1))) }
        let stranger = try await store.sessions.signIn(Account(id: 2))
        store.clock.advance(100)
        #expect(try await store.sessions.updateUser(1) { $0.roles = [] } == 3)
        for grant in granted {
            let session = try store.sessions.session(accessToken: grant.accessToken.text)
            #expect(session?.user.roles == [])
            #expect(session?.updatedAt == SessionTestClock.start, "no activity")
        }
        #expect(try store.sessions.session(id: stranger.session.id)?.user == Account(id: 2))
        #expect(try await store.sessions.updateUser(9) { $0.roles = [] } == 0)
    }

    @Test("A change that fails changes nothing")
    func failingUpdate() throws {
        struct Refused: Error {}
        let store = try SessionStore()
        for _ in 0..<3 { _ = try store.sessions.signIn(Account(id: 1)) }
        expectSessionError(.userIDChanged) { try store.sessions.updateUser(1) { $0.id += 1 } }
        var calls = 0
        #expect(throws: Refused.self) {
            try store.sessions.updateUser(1) { user in
                user.name = "Changed"
                calls += 1
                if calls == 2 { throw Refused() }
            }
        }
        #expect(try store.sessions.sessions(of: 1).allSatisfy { $0.user == Account(id: 1) })
    }
}
