import Foundation
import Roost
import RoostEngine
import RoostEngineTesting
import Testing

@testable import RoostRepositories

@Suite("Sessions: erasure")
struct ErasureTests {
    @Test("Readable tokens are in the files until sign-out, and then in none")
    func readable() async throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) { $0.tokenPolicy = .readable }
        let granted = try await store.sessions.signIn(Account(id: 1))
        #expect(try folder.contains(granted.accessToken.text))
        #expect(try folder.contains(granted.refreshToken.text))
        #expect(try await store.sessions.signOut(accessToken: granted.accessToken.text))
        #expect(try !folder.contains(granted.accessToken.text))
        #expect(try !folder.contains(granted.refreshToken.text))
        try await store.db.close()
    }

    @Test("So it is time after time, for exchanged tokens, and beside sessions that go on")
    func readableRepeatedly() throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) { $0.tokenPolicy = .readable }
        for round in 0..<6 {
            let kept = try store.sessions.signIn(Account(id: 2))
            let first = try store.sessions.signIn(Account(id: 1))
            if round % 2 == 1 { try store.db.compact() }
            let second = try store.sessions.refresh(first.refreshToken.text)
            #expect(try folder.contains(second.accessToken.text))
            #expect(try store.sessions.signOutEverywhere(1) == 1)
            for token in [first.accessToken, first.refreshToken, second.accessToken, second.refreshToken] {
                #expect(try !folder.contains(token.text), "round \(round)")
            }
            #expect(try folder.contains(kept.accessToken.text))
            #expect(try store.works(kept))
        }
        try store.verify()
        try store.db.close()
    }

    @Test("Evictions, reuse and removal of everything erase, too")
    func otherEnds() throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) {
            $0.tokenPolicy = .readable
            $0.maxSessionsPerUser = 1
        }
        let evicted = try store.sessions.signIn(Account(id: 1))
        let first = try store.sessions.signIn(Account(id: 1))
        // Behind the caller's back; the next that waits comes after it.
        try store.sessions.cleanup()
        #expect(try !folder.contains(evicted.accessToken.text))
        let second = try store.sessions.refresh(first.refreshToken.text)
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
        try store.sessions.cleanup()
        #expect(try !folder.contains(second.accessToken.text))
        let last = try store.sessions.signIn(Account(id: 1))
        try store.sessions.removeAll()
        #expect(try !folder.contains(last.accessToken.text))
        try store.db.close()
    }

    @Test("Hashed tokens are in no file at any time")
    func hashed() throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) { $0.accessLifetime = nil }
        var tokens: [String] = []
        func note(_ granted: GrantedSession<Account>) -> GrantedSession<Account> {
            tokens += [granted.accessToken.text, granted.refreshToken.text]
            return granted
        }
        func check() throws {
            for token in tokens { #expect(try !folder.contains(token)) }
        }
        let first = note(try store.sessions.signIn(Account(id: 1)))
        try check()
        #expect(try folder.contains(TokenDigest(of: first.accessToken.text).text), "its digest is")
        store.clock.advance(100)
        try store.sessions.touch(accessToken: first.accessToken.text)
        let second = note(try store.sessions.refresh(first.refreshToken.text))
        try check()
        try store.db.compact()
        try check()
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
        try check()
        let third = note(try store.sessions.signIn(Account(id: 1)))
        try store.sessions.signOut(accessToken: third.accessToken.text)
        try store.sessions.cleanup()
        try check()
        #expect(try !folder.contains(TokenDigest(of: second.accessToken.text).text), "nor is the digest any more")
        try store.db.close()
        try check()
    }

    @Test("Deferred erasure comes after so many ends")
    func deferred() async throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) {
            $0.tokenPolicy = .readable
            $0.erasure = .deferred(after: 3)
        }
        let granted = try signIn(0..<3, store)
        for grant in granted.prefix(2) { try await store.sessions.signOut(accessToken: grant.accessToken.text) }
        #expect(try folder.contains(granted[0].accessToken.text))
        try await store.sessions.signOut(accessToken: granted[2].accessToken.text)
        // A file may vanish while it is looked for.
        try await yieldUntil { (try? folder.contains(granted[0].accessToken.text)) == false }
        try await store.db.close()
    }

    @Test("What a deferred erasure fails with is told, and the next end tries again")
    func failedErasure() async throws {
        let store = FaultyStore(try LevelDBStore.inMemory())
        let db = try Database.open(store, path: nil, tables: Sessions<Account>.tables())
        let events = SessionTestValue<[SessionEvent<Int>]>([])
        var configuration = SessionConfiguration()
        configuration.erasure = .deferred(after: 1)
        configuration.erasureInterval = 0
        let sessions = try Sessions<Account>(in: db, configuration: configuration) { event in
            events.withLock { $0.append(event) }
        }
        store.fail(.compact, number: 1, with: EngineError(.io, "no space left"))
        let id = try await sessions.signIn(Account(id: 1)).session.id
        try await sessions.signOut(sessionID: id)
        try await yieldUntil { events.current.count == 3 }
        #expect(events.current.last == .erasureFailed(.io))
        try await sessions.signOut(sessionID: try await sessions.signIn(Account(id: 1)).session.id)
        try await yieldUntil { store.compactedRanges.count == 2 }
        #expect(events.current.count == 5)
        try await db.close()
    }

    @Test("A clean-up removes expired sessions and their bytes")
    func cleanup() async throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) {
            $0.tokenPolicy = .readable
            $0.idleLifetime = 1_000
            $0.absoluteLifetime = nil
        }
        let expired = try await store.sessions.signIn(Account(id: 1))
        let renewed = try await store.sessions.refresh(expired.refreshToken.text)
        let again = try await store.sessions.refresh(renewed.refreshToken.text)
        store.clock.advance(500)
        let live = try await store.sessions.signIn(Account(id: 2))
        let next = try await store.sessions.refresh(live.refreshToken.text)
        store.clock.advance(500)
        #expect(try folder.contains(again.accessToken.text))
        let report = try await store.sessions.cleanup()
        #expect(report.sweep.swept == 1)
        #expect(try !folder.contains(again.accessToken.text))
        #expect(try !folder.contains(renewed.accessToken.text))
        #expect(try store.works(next))
        let second = try cleanSynchronously(store.sessions)
        #expect(second.sweep.swept == 0)
        await expectSessionError(.reuseDetected) { try await store.sessions.refresh(live.refreshToken.text) }
        try store.verify()
        try await store.db.close()
    }

    private func signIn(_ ids: Range<Int>, _ store: SessionStore<Account>) throws -> [GrantedSession<Account>] {
        try ids.map { try store.sessions.signIn(Account(id: $0)) }
    }

    private func cleanSynchronously(_ sessions: Sessions<Account>) throws -> SessionCleanup {
        try sessions.cleanup()
    }
}
