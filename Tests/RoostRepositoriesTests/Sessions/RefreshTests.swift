import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: rotation and reuse")
struct RefreshTests {
    @Test("A refresh changes both tokens of the same session", arguments: [TokenPolicy.hashed, .readable])
    func rotation(policy: TokenPolicy) async throws {
        let store = try SessionStore { $0.tokenPolicy = policy }
        let first = try await store.sessions.signIn(Account(id: 1), label: "tablet")
        store.clock.advance(10)
        let second = try await store.sessions.refresh(first.refreshToken.text)
        #expect(second.session.id == first.session.id)
        #expect(second.session.user == first.session.user)
        #expect(second.session.label == "tablet")
        #expect(second.session.createdAt == first.session.createdAt)
        #expect(second.session.updatedAt == SessionTestClock.start + 10)
        #expect(second.session.accessExpiresAt == SessionTestClock.start + 910)
        #expect(second.accessToken.text != first.accessToken.text)
        #expect(second.refreshToken.text != first.refreshToken.text)
        #expect(try store.sessions.session(accessToken: first.accessToken.text) == nil)
        #expect(try store.sessions.session(accessToken: second.accessToken.text) == second.session)
        #expect(try await store.sessions.count() == 1)
        try store.verify()
    }

    @Test("Any spent token ends the session, however old", arguments: [1, 2, 5, 40])
    func reuse(age: Int) throws {
        let store = try SessionStore()
        let other = try store.sessions.signIn(Account(id: 1))
        let stolen = try store.sessions.signIn(Account(id: 1))
        var current = stolen
        for _ in 0..<age {
            store.clock.advance(86_400)
            current = try store.sessions.refresh(current.refreshToken.text)
        }
        expectSessionError(.reuseDetected, hiding: stolen.refreshToken.text) {
            try store.sessions.refresh(stolen.refreshToken.text)
        }
        #expect(try !store.works(current))
        expectSessionError(.unknownToken) { try store.sessions.refresh(current.refreshToken.text) }
        expectSessionError(.unknownToken) { try store.sessions.refresh(stolen.refreshToken.text) }
        #expect(try store.sessions.session(id: other.session.id) != nil || age == 40, "other sessions go on")
        try store.verify()
    }

    @Test("The error and the event name the session")
    func reuseIsReported() throws {
        let store = try SessionStore()
        let granted = try store.sessions.signIn(Account(id: 5))
        let id = granted.session.id
        _ = try store.sessions.refresh(granted.refreshToken.text)
        let error = try #require(throws: SessionError.self) {
            try store.sessions.refresh(granted.refreshToken.text)
        }
        #expect(error.sessionID == id)
        #expect(
            store.events.current == [
                .signedIn(sessionID: id, userID: 5), .refreshed(sessionID: id, userID: 5),
                .reuseDetected(sessionID: id, userID: 5),
            ])
    }

    @Test("The old tokens of a session are known as long as it can live, and no longer")
    func spentTokensExpire() throws {
        let store = try SessionStore {
            $0.idleLifetime = 1_000
            $0.absoluteLifetime = 5_000
        }
        let first = try store.sessions.signIn(Account(id: 1))
        var current = first
        for _ in 0..<5 {
            store.clock.advance(900)
            current = try store.sessions.refresh(current.refreshToken.text)
        }
        store.clock.advance(499.999)
        #expect(try store.works(current))
        store.clock.advance(0.001)
        expectSessionError(.unknownToken) { try store.sessions.refresh(first.refreshToken.text) }
        try store.db.sweep()
        #expect(try store.db.statistics().tables.allSatisfy { $0.records == 0 })
    }

    @Test("A spent token of a session that has expired is unknown")
    func reuseAfterExpiry() throws {
        let store = try SessionStore { $0.idleLifetime = 1_000 }
        let granted = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.refresh(granted.refreshToken.text)
        store.clock.advance(1_000)
        expectSessionError(.unknownToken) { try store.sessions.refresh(granted.refreshToken.text) }
    }

    @Test("Old tokens of a session that was signed out are unknown")
    func reuseAfterSignOut() throws {
        let store = try SessionStore()
        let granted = try store.sessions.signIn(Account(id: 1))
        let renewed = try store.sessions.refresh(granted.refreshToken.text)
        #expect(try store.sessions.signOut(accessToken: renewed.accessToken.text))
        expectSessionError(.unknownToken) { try store.sessions.refresh(granted.refreshToken.text) }
        expectSessionError(.unknownToken) { try store.sessions.refresh(renewed.refreshToken.text) }
    }

    @Test("The policy can change at any time, and a digest is never taken for a token")
    func policyChange() throws {
        let store = try SessionStore()
        let hashed = try store.sessions.signIn(Account(id: 1))
        #expect(hashed.session.accessToken == nil && hashed.session.refreshToken == nil)
        var configuration = store.sessions.configuration
        configuration.tokenPolicy = .readable
        let readable = try Sessions<Account>(in: store.db, configuration: configuration)
        #expect(try readable.session(accessToken: hashed.accessToken.text) == hashed.session)
        for sessions in [store.sessions, readable] {
            let digest = TokenDigest(of: hashed.accessToken.text).text
            #expect(try sessions.session(accessToken: digest) == nil)
            expectSessionError(.unknownToken) {
                try sessions.refresh(TokenDigest(of: hashed.refreshToken.text).text)
            }
        }
        let renewed = try readable.refresh(hashed.refreshToken.text)
        #expect(renewed.session.accessToken == renewed.accessToken.text)
        #expect(renewed.session.refreshToken == renewed.refreshToken.text)
        let again = try store.sessions.refresh(renewed.refreshToken.text)
        #expect(again.session.accessToken == nil && again.session.refreshToken == nil)
        expectSessionError(.reuseDetected) { try readable.refresh(hashed.refreshToken.text) }
    }

    @Test("A session outlives the program, and so does what it knows of spent tokens")
    func reopening() throws {
        let folder = try SessionFolder()
        let clock = SessionTestClock()
        let first: GrantedSession<Account>
        let second: GrantedSession<Account>
        do {
            let store = try SessionStore(at: folder.path, clock: clock)
            first = try store.sessions.signIn(Account(id: 1))
            second = try store.sessions.refresh(first.refreshToken.text)
            try store.db.close()
        }
        let store = try SessionStore(at: folder.path, clock: clock)
        #expect(try store.sessions.session(accessToken: second.accessToken.text) == second.session)
        let third = try store.sessions.refresh(second.refreshToken.text)
        #expect(try store.works(third))
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
        #expect(try store.sessions.count() == 0)
        try store.db.close()
    }

    @Test("The end of a session whose token was stolen is one commit, on disk whatever the durability")
    func revocationIsOneDurableCommit() throws {
        final class Commits: DatabaseObserver, @unchecked Sendable {
            private let lock = NSLock()
            private var reports: [CommitReport] = []
            var taken: [CommitReport] {
                lock.withLock {
                    defer { reports = [] }
                    return reports
                }
            }
            func commitEnded(_ report: CommitReport) { lock.withLock { reports.append(report) } }
        }
        let commits = Commits()
        var options = DatabaseOptions()
        options.durability = .none
        options.observers = [commits]
        let db = try Database.inMemory(tables: Sessions<Account>.tables(), options: options)
        var configuration = SessionConfiguration()
        configuration.refreshOverlap = 0
        configuration.refreshRetryWindow = 0
        let sessions = try Sessions<Account>(in: db, configuration: configuration)
        let granted = try sessions.signIn(Account(id: 1))
        _ = try sessions.refresh(granted.refreshToken.text)
        #expect(commits.taken.map(\.isSynced) == [false, false])
        expectSessionError(.reuseDetected) { try sessions.refresh(granted.refreshToken.text) }
        #expect(commits.taken.map(\.isSynced) == [true])
        #expect(try db.statistics().tables.map(\.records) == [0])
    }
}
