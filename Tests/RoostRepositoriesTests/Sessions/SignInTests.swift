import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: sign-in and look-up")
struct SignInTests {
    @Test("A sign-in tells who, when, and until when")
    func fields() throws {
        let store = try SessionStore()
        let granted = try store.sessions.signIn(Account(id: 7), label: "phone")
        let session = granted.session
        #expect(session.userID == 7)
        #expect(session.user == Account(id: 7))
        #expect(session.label == "phone")
        #expect(session.createdAt == SessionTestClock.start)
        #expect(session.updatedAt == SessionTestClock.start)
        #expect(session.accessExpiresAt == SessionTestClock.start + 900)
        #expect(session.expiresAt == SessionTestClock.start + 30 * 86_400)
        #expect(session.absoluteExpiresAt == SessionTestClock.start + 90 * 86_400)
        #expect(try store.sessions.session(accessToken: granted.accessToken.text) == session)
        #expect(try store.sessions.authenticate(accessToken: granted.accessToken.text) == session)
        #expect(try store.sessions.session(id: session.id) == session)
        try store.verify()
    }

    @Test("Without lifetimes nothing ends")
    func noLifetimes() throws {
        let store = try SessionStore {
            $0.accessLifetime = nil
            $0.idleLifetime = nil
            $0.absoluteLifetime = nil
        }
        let granted = try store.sessions.signIn(Account(id: 1))
        #expect(granted.session.expiresAt == .distantFuture)
        store.clock.advance(500 * 365 * 86_400)
        #expect(try store.works(granted))
        #expect(try store.sessions.active(limit: 10).count == 1, "never expiring is above any moment")
        let renewed = try store.sessions.refresh(granted.refreshToken.text)
        store.clock.advance(500 * 365 * 86_400)
        expectSessionError(.reuseDetected) { try store.sessions.refresh(granted.refreshToken.text) }
        #expect(try !store.works(renewed))
        #expect(try store.sessions.count() == 0)
    }

    @Test("Each sign-in has tokens and an identifier of its own, in the order of the sign-ins")
    func distinct() throws {
        let store = try SessionStore()
        let granted = try (0..<100).map { _ in try store.sessions.signIn(Account(id: 1)) }
        #expect(Set(granted.flatMap { [$0.accessToken.text, $0.refreshToken.text] }).count == 200)
        let ids = granted.map(\.session.id.uuidString)
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 100)
    }

    @Test(
        "What is no token is unknown, whatever it looks like",
        arguments: [
            "", "x", String(repeating: "A", count: 42), String(repeating: "A", count: 43),
            String(repeating: "A", count: 44), String(repeating: "A", count: 1 << 20),
            String(repeating: "é", count: 43), String(repeating: "\0", count: 43),
            "sha256:" + String(repeating: "A", count: 36), "sha256:" + String(repeating: "A", count: 43),
            String(repeating: "A", count: 42) + "=",
        ])
    func badTokens(token: String) async throws {
        let store = try SessionStore()
        let granted = try await store.sessions.signIn(Account(id: 1))
        try refuse(token, store.sessions)
        await expectSessionError(.unknownToken) { try await store.sessions.refresh(token) }
        #expect(try await store.sessions.touch(accessToken: token) == nil)
        #expect(try await !store.sessions.signOut(accessToken: token))
        await expectSessionError(.unknownToken) { try await store.sessions.signOutOthers(keeping: token) }
        #expect(try store.works(granted))
    }

    private func refuse(_ token: String, _ sessions: Sessions<Account>) throws {
        #expect(try sessions.session(accessToken: token) == nil)
        #expect(try sessions.touch(accessToken: token) == nil)
        #expect(try !sessions.signOut(accessToken: token))
        let secret = token.isEmpty ? "no secret" : token
        expectSessionError(.unknownToken, hiding: secret) { try sessions.authenticate(accessToken: token) }
        expectSessionError(.unknownToken, hiding: secret) { try sessions.refresh(token) }
        expectSessionError(.unknownToken, hiding: secret) { try sessions.signOutOthers(keeping: token) }
    }

    @Test("Tokens do not work in each other's place")
    func crossed() throws {
        let store = try SessionStore()
        let granted = try store.sessions.signIn(Account(id: 1))
        #expect(try store.sessions.session(accessToken: granted.refreshToken.text) == nil)
        #expect(try !store.sessions.signOut(accessToken: granted.refreshToken.text))
        expectSessionError(.unknownToken) { try store.sessions.refresh(granted.accessToken.text) }
        #expect(try store.works(granted))
    }

    @Test("A user identifier that is too long is refused before anything is written")
    func longIdentifier() throws {
        struct Named: SessionUser { var id: String }
        let store = try SessionStore(Named.self)
        expectRoostError(.keyTooLong) {
            try store.sessions.signIn(Named(id: String(repeating: "x", count: 1_300)))
        }
        #expect(try store.sessions.count() == 0)
    }

    @Test("Neither a session nor a grant shows its tokens or its user", arguments: [TokenPolicy.hashed, .readable])
    func redaction(policy: TokenPolicy) throws {
        let store = try SessionStore { $0.tokenPolicy = policy }
        let granted = try store.sessions.signIn(Account(id: 1, name: "Grace"))
        var shown = "\(granted) \(granted.session) \(String(reflecting: granted.session))"
        dump(granted, to: &shown)
        for secret in [
            granted.accessToken.text, granted.refreshToken.text, TokenDigest(of: granted.accessToken.text).text,
            "Grace",
        ] { #expect(!shown.contains(secret)) }
        #expect(shown.contains(granted.session.id.uuidString))
    }
}
