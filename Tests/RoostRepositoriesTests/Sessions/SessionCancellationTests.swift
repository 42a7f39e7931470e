import Foundation
import Roost
import RoostEngineTesting
import Testing

@testable import RoostRepositories

/// What a client that goes away does not stop.
@Suite("Sessions: cancelled callers")
struct SessionCancellationTests {
    private typealias Granted = GrantedSession<Account>

    /// Calls that take rights away from a user with two sessions, of which the first is refreshed: by name, with whether
    /// both sessions are gone afterwards.
    enum Revocation: CaseIterable {
        case reuse, signOutToken, signOutID, everywhere, others, removeAll, update

        func run(_ sessions: Sessions<Account>, _ spent: String, _ access: String, _ id: UUID) async throws {
            switch self {
            case .reuse: _ = try await sessions.refresh(spent)
            case .signOutToken: try await sessions.signOut(accessToken: access)
            case .signOutID: try await sessions.signOut(sessionID: id)
            case .everywhere: try await sessions.signOutEverywhere(1)
            case .others: try await sessions.signOutOthers(keeping: access)
            case .removeAll: try await sessions.removeAll()
            case .update: try await sessions.updateUser(1) { $0.roles = [] }
            }
        }

        func runBlocking(_ sessions: Sessions<Account>, _ spent: String, _ access: String, _ id: UUID) throws {
            switch self {
            case .reuse: _ = try sessions.refresh(spent)
            case .signOutToken: try sessions.signOut(accessToken: access)
            case .signOutID: try sessions.signOut(sessionID: id)
            case .everywhere: try sessions.signOutEverywhere(1)
            case .others: try sessions.signOutOthers(keeping: access)
            case .removeAll: try sessions.removeAll()
            case .update: try sessions.updateUser(1) { $0.roles = [] }
            }
        }
    }

    private struct Case {
        let store: SessionStore<Account>
        let first: Granted
        let renewed: Granted
        let other: Granted

        init(at path: String? = nil, configure: (inout SessionConfiguration) -> Void = { _ in }) throws {
            store = try SessionStore(at: path, configure: configure)
            first = try store.sessions.signIn(Account(id: 1))
            renewed = try store.sessions.refresh(first.refreshToken.text)
            other = try store.sessions.signIn(Account(id: 1))
        }

        func expectEffect(of revocation: Revocation) throws {
            switch revocation {
            case .reuse, .signOutToken, .signOutID:
                #expect(try !store.works(renewed))
                #expect(try store.works(other))
            case .everywhere, .removeAll:
                #expect(try !store.works(renewed) && !store.works(other))
            case .others:
                #expect(try store.works(renewed) && !store.works(other))
            case .update:
                #expect(try store.sessions.sessions(of: 1).map(\.user.roles) == [[], []])
            }
            // The events of the end, after those of the beginning.
            if revocation != .update { #expect(store.events.current.count > 3) }
            if revocation == .reuse {
                #expect(store.events.current.last == .reuseDetected(sessionID: first.session.id, userID: 1))
            }
            try store.verify()
        }
    }

    @Test("A task that is cancelled before the call", arguments: Revocation.allCases)
    func cancelledBefore(_ revocation: Revocation) async throws {
        let test = try Case()
        let (sessions, first, renewed) = (test.store.sessions, test.first, test.renewed)
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await revocation.run(
                sessions, first.refreshToken.text, renewed.accessToken.text, first.session.id)
        }
        try await expectOutcome(of: revocation, call)
        try test.expectEffect(of: revocation)
    }

    @Test("A synchronous call in a task that is cancelled", arguments: Revocation.allCases)
    func cancelledBlocking(_ revocation: Revocation) async throws {
        let test = try Case()
        let (sessions, first, renewed) = (test.store.sessions, test.first, test.renewed)
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try revocation.runBlocking(
                sessions, first.refreshToken.text, renewed.accessToken.text, first.session.id)
        }
        try await expectOutcome(of: revocation, call)
        try test.expectEffect(of: revocation)
    }

    @Test("A task that is cancelled while it waits for its turn", arguments: Revocation.allCases)
    func cancelledWhileItWaits(_ revocation: Revocation) async throws {
        let test = try Case()
        let (db, sessions, first, renewed) = (test.store.db, test.store.sessions, test.first, test.renewed)
        let (isHeld, isReleased) = (SessionTestValue(false), SessionTestValue(false))
        let writer = try TestThread {
            do {
                try db.write { _ in
                    isHeld.withLock { $0 = true }
                    block { isReleased.current }
                }
            } catch {
                Issue.record(error)
            }
        }
        try await yieldUntil { isHeld.current }
        let call = Task {
            try await revocation.run(
                sessions, first.refreshToken.text, renewed.accessToken.text, first.session.id)
        }
        // The writer and the call that waits for it.
        try await yieldUntil { db.openTransactions == 2 }
        call.cancel()
        isReleased.withLock { $0 = true }
        try await expectOutcome(of: revocation, call)
        try test.expectEffect(of: revocation)
        writer.join()
    }

    private func expectOutcome(of revocation: Revocation, _ call: Task<Void, any Error>) async throws {
        if revocation == .reuse {
            await expectSessionError(.reuseDetected) { try await call.value }
        } else {
            try await call.value
        }
    }

    @Test("A stolen token is noticed on disk, whatever the durability and whoever is cancelled")
    func reuseSurvives() async throws {
        let folder = try SessionFolder()
        let test = try Case(at: folder.path) { $0.durability = Durability.none }
        let (sessions, spent) = (test.store.sessions, test.first.refreshToken.text)
        let calls = (0..<8).map { _ in
            Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await sessions.refresh(spent)
            }
        }
        for call in calls {
            // The first ends the session, for the others the token is unknown.
            await #expect(throws: SessionError.self) { try await call.value }
        }
        try await test.store.db.close()
        let again = try SessionStore(Account.self, at: folder.path)
        #expect(try again.sessions.session(id: test.first.session.id) == nil)
        #expect(try again.sessions.session(id: test.other.session.id) != nil)
        try await again.db.close()
    }

    @Test("A cancelled exchange of a token that is not spent changes nothing: the client comes again with it")
    func honestClients() async throws {
        let store = try SessionStore()
        let granted = try await store.sessions.signIn(Account(id: 1))
        let (sessions, token) = (store.sessions, granted.refreshToken.text)
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await sessions.refresh(token)
        }
        await #expect(throws: CancellationError.self) { try await call.value }
        let blocking = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try sessions.refresh(token)
        }
        await #expect(throws: CancellationError.self) { try await blocking.value }
        #expect(try store.works(granted))
        #expect(sessions.memory.count == 0)
        let renewed = try await sessions.refresh(token)
        #expect(try store.works(renewed))
    }

    @Test("A cancelled sign-in neither begins a session nor evicts one")
    func signIn() async throws {
        let store = try SessionStore { $0.maxSessionsPerUser = 1 }
        let granted = try await store.sessions.signIn(Account(id: 1))
        let sessions = store.sessions
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await sessions.signIn(Account(id: 1))
        }
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(try store.works(granted))
        #expect(store.events.current.count == 1)
        #expect(try await store.sessions.count() == 1)
    }

    @Test("The bytes of a session that a cancelled task has ended leave the disk")
    func erasure() async throws {
        let folder = try SessionFolder()
        let test = try Case(at: folder.path) {
            $0.tokenPolicy = .readable
            $0.erasure = .immediately
        }
        let token = test.renewed.refreshToken.text
        #expect(try folder.contains(token))
        let (sessions, id) = (test.store.sessions, test.first.session.id)
        for isBlocking in [false, true] {
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                if isBlocking { try Self.removeAll(of: sessions) } else { try await sessions.signOut(sessionID: id) }
            }
            _ = try await call.value
            #expect(try !folder.contains(token))
            #expect(try folder.contains(test.other.refreshToken.text) != isBlocking)
        }
        try await test.store.db.close()
    }

    private static func removeAll(of sessions: Sessions<Account>) throws { try sessions.removeAll() }
}
