import Foundation
import Roost
import Testing

@testable import RoostRepositories

@Suite("Sessions: repeated refreshes")
struct RefreshRepeatTests {
    private func store(
        overlap: TimeInterval = 2, retry: TimeInterval = 60, at path: String? = nil
    ) throws -> SessionStore<Account> {
        try SessionStore(at: path) {
            $0.refreshOverlap = overlap
            $0.refreshRetryWindow = retry
        }
    }

    private func expectSame(_ a: GrantedSession<Account>, _ b: GrantedSession<Account>) {
        #expect(a.accessToken.text == b.accessToken.text)
        #expect(a.refreshToken.text == b.refreshToken.text)
    }

    @Test("Within the overlap several tabs get one pair, although it is in use already")
    func overlap() async throws {
        let store = try store()
        let first = try await store.sessions.signIn(Account(id: 1))
        let second = try await store.sessions.refresh(first.refreshToken.text)
        #expect(try store.works(second))
        for _ in 0..<4 {
            store.clock.advance(0.499)
            expectSame(second, try await store.sessions.refresh(first.refreshToken.text))
        }
        store.clock.advance(0.01)
        await expectSessionError(.reuseDetected) { try await store.sessions.refresh(first.refreshToken.text) }
        #expect(try !store.works(second))
    }

    @Test("Within the retry window a lost answer is given again, as long as nobody has used it")
    func lostAnswer() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        let second = try store.sessions.refresh(first.refreshToken.text)
        store.clock.advance(59.9)
        expectSame(second, try store.sessions.refresh(first.refreshToken.text))
        #expect(try store.works(second))
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
        #expect(try !store.works(second))
    }

    @Test("After the retry window a lost answer is lost")
    func tooLate() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.refresh(first.refreshToken.text)
        store.clock.advance(60.001)
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
    }

    /// Each way in which a new token is used.
    enum Use: CaseIterable {
        case lookUp, authenticate, touch, refresh

        func use(_ granted: GrantedSession<Account>, _ sessions: Sessions<Account>) throws {
            switch self {
            case .lookUp: _ = try sessions.session(accessToken: granted.accessToken.text)
            case .authenticate: _ = try sessions.authenticate(accessToken: granted.accessToken.text)
            case .touch: _ = try sessions.touch(accessToken: granted.accessToken.text)
            case .refresh: _ = try sessions.refresh(granted.refreshToken.text)
            }
        }
    }

    @Test("Once a new token has been used, a repeat of the old one ends the session", arguments: Use.allCases)
    func used(use: Use) throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        let second = try store.sessions.refresh(first.refreshToken.text)
        store.clock.advance(5)
        try use.use(second, store.sessions)
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
        #expect(try store.sessions.count() == 0)
    }

    @Test("The token before the last is reuse at any time, in the overlap too")
    func grandparent() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        let second = try store.sessions.refresh(first.refreshToken.text)
        _ = try store.sessions.refresh(second.refreshToken.text)
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
    }

    @Test("So many refreshes in a row may be repeated, one more is reuse", arguments: [1, 2, 3])
    func inARow(allowed: Int) throws {
        let store = try SessionStore {
            $0.refreshRetryWindow = 60
            $0.maxRepeatedRefreshes = allowed
        }
        let sessions = store.sessions
        var current = try sessions.signIn(Account(id: 1))
        for _ in 0..<allowed {
            let token = current.refreshToken.text
            _ = try sessions.refresh(token)
            store.clock.advance(5)
            current = try sessions.refresh(token)
        }
        let next = try sessions.refresh(current.refreshToken.text)
        store.clock.advance(5)
        expectSessionError(.reuseDetected) { try sessions.refresh(current.refreshToken.text) }
        expectSessionError(.unknownToken) { try sessions.refresh(next.refreshToken.text) }
    }

    @Test("A refresh that nobody repeats begins the count anew")
    func notInARow() throws {
        let store = try store()
        var current = try store.sessions.signIn(Account(id: 1))
        for round in 0..<12 {
            let token = current.refreshToken.text
            current = try store.sessions.refresh(token)
            guard round % 2 == 0 else { continue }
            store.clock.advance(5)
            expectSame(current, try store.sessions.refresh(token))
        }
        #expect(try store.works(current))
    }

    @Test("After a restart a client that lost the answer gets new tokens, and whoever has the old ones is found out")
    func restart() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        let lost = try store.sessions.refresh(first.refreshToken.text)
        store.clock.advance(10)
        let sessions = try store.restarted()
        let again = try sessions.refresh(first.refreshToken.text)
        #expect(again.session.id == first.session.id)
        #expect(again.refreshToken.text != lost.refreshToken.text)
        expectSame(again, try sessions.refresh(first.refreshToken.text))
        #expect(try sessions.session(accessToken: lost.accessToken.text) == nil)
        #expect(try sessions.session(accessToken: again.accessToken.text) != nil)
        expectSessionError(.reuseDetected) { try sessions.refresh(lost.refreshToken.text) }
        #expect(try sessions.session(accessToken: again.accessToken.text) == nil)
    }

    @Test("However often the process is killed, the client that lost the answer stays in")
    func manyRestarts() throws {
        let store = try store()
        var current = try store.sessions.signIn(Account(id: 1))
        for _ in 0..<10 {
            let token = current.refreshToken.text
            _ = try store.restarted().refresh(token)
            store.clock.advance(5)
            current = try store.restarted().refresh(token)
        }
        #expect(try store.works(current))
    }

    @Test("A restart does not make the retry window longer")
    func windowAfterRestart() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.refresh(first.refreshToken.text)
        store.clock.advance(40)
        _ = try store.restarted().refresh(first.refreshToken.text)
        store.clock.advance(20.5)
        expectSessionError(.reuseDetected) { try store.restarted().refresh(first.refreshToken.text) }
    }

    @Test("What the memory has forgotten is treated as after a restart")
    func forgotten() throws {
        let memory = RefreshMemory<Account>(retention: .seconds(60))
        let store = try store()
        let granted = try store.sessions.signIn(Account(id: 1))
        let instant = ContinuousClock.now
        var ids: [UUID] = []
        for index in 0..<(RefreshMemory<Account>.capacity + 100) {
            var session = granted.session
            session = Session(copying: session, id: UUID())
            ids.append(session.id)
            memory.note(
                RefreshMemory.Exchange(
                    granted: GrantedSession(
                        session: session, accessToken: granted.accessToken, refreshToken: granted.refreshToken),
                    instant: instant + .milliseconds(index)))
        }
        #expect(memory.count == RefreshMemory<Account>.capacity)
        #expect(memory.exchange(of: ids[99]) == nil)
        #expect(memory.exchange(of: ids[100]) != nil)
        memory.note(
            RefreshMemory.Exchange(
                granted: GrantedSession(
                    session: granted.session, accessToken: granted.accessToken, refreshToken: granted.refreshToken),
                instant: instant + .seconds(3_600)))
        #expect(memory.count == 1)
    }

    @Test("Each repeat is told")
    func events() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        let id = first.session.id
        _ = try store.sessions.refresh(first.refreshToken.text)
        _ = try store.sessions.refresh(first.refreshToken.text)
        store.clock.advance(3)
        _ = try store.sessions.refresh(first.refreshToken.text)
        _ = try store.restarted().refresh(first.refreshToken.text)
        #expect(
            store.events.current == [
                .signedIn(sessionID: id, userID: 1), .refreshed(sessionID: id, userID: 1),
                .refreshRepeated(sessionID: id, userID: 1, isOverlap: true),
                .refreshRepeated(sessionID: id, userID: 1, isOverlap: false),
                .refreshRepeated(sessionID: id, userID: 1, isOverlap: false),
            ])
    }

    @Test("Repeats give nothing to a session that has ended")
    func ended() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.refresh(first.refreshToken.text)
        try store.sessions.signOutEverywhere(1)
        expectSessionError(.unknownToken) { try store.sessions.refresh(first.refreshToken.text) }
    }

    @Test("A clock that is set ahead and back makes no window longer")
    func clock() throws {
        let store = try store()
        let first = try store.sessions.signIn(Account(id: 1))
        _ = try store.sessions.refresh(first.refreshToken.text)
        store.clock.set(ahead: -3_600)
        store.clock.advance(61)
        expectSessionError(.reuseDetected) { try store.sessions.refresh(first.refreshToken.text) }
    }
}

extension Session {
    fileprivate init(copying other: Session, id: UUID) {
        self.init(
            id: id, userID: other.userID, user: other.user, label: other.label, accessDigest: other.accessDigest,
            familyDigest: other.familyDigest, refreshDigest: other.refreshDigest, rotatedAt: other.rotatedAt,
            createdAt: other.createdAt, updatedAt: other.updatedAt, accessExpiresAt: other.accessExpiresAt,
            expiresAt: other.expiresAt, absoluteExpiresAt: other.absoluteExpiresAt)
    }
}
