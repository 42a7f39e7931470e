import Foundation
import Roost
import Testing

@testable import RoostRepositories

@Suite("Sessions: refreshes at once")
struct RefreshOverlapTests {
    /// Runs a body while writers have to wait, until a condition holds.
    private func holdingWriters<T: Sendable>(
        of store: SessionStore<Account>, until condition: @escaping @Sendable () -> Bool,
        _ body: () async throws -> T
    ) async throws -> T {
        let holds = SessionTestValue(false)
        // A thread of its own: it blocks, which threads of a pool must not.
        Thread.detachNewThread {
            do {
                try store.db.write { _ in
                    holds.withLock { $0 = true }
                    block(until: condition)
                }
            } catch {
                Issue.record(error)
            }
        }
        try await yieldUntil { holds.current }
        return try await body()
    }

    @Test("A hundred refreshes at once with one token are one exchange")
    func hundredTasks() async throws {
        let store = try SessionStore()
        let first = try await store.sessions.signIn(Account(id: 1))
        let token = first.refreshToken.text
        // The one that holds them, and those that wait.
        let granted = try await holdingWriters(of: store, until: { store.db.openTransactions == 101 }) {
            try await withThrowingTaskGroup(of: GrantedSession<Account>.self) { group in
                for _ in 0..<100 { group.addTask { try await store.sessions.refresh(token) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(granted.count == 100)
        #expect(Set(granted.map(\.accessToken.text)).count == 1)
        #expect(Set(granted.map(\.refreshToken.text)).count == 1)
        #expect(try granted.allSatisfy(store.works))
        let id = first.session.id
        #expect(
            store.events.current == [.signedIn(sessionID: id, userID: 1), .refreshed(sessionID: id, userID: 1)]
                + Array(repeating: .refreshRepeated(sessionID: id, userID: 1, isOverlap: true), count: 99))
        // Without any overlap, whoever comes after the exchange has used a spent token.
        store.clock.advance(0.001)
        await expectSessionError(.reuseDetected) { try await store.sessions.refresh(token) }
        #expect(try !store.works(granted[0]))
    }

    @Test("Threads and tasks get the same pair")
    func threadsAndTasks() async throws {
        let store = try SessionStore()
        let token = try await store.sessions.signIn(Account(id: 1)).refreshToken.text
        let results = SessionTestValue<[String]>([])
        try await holdingWriters(of: store, until: { store.db.openTransactions == 17 }) {
            for _ in 0..<8 { Thread.detachNewThread { Self.refresh(token, of: store, into: results) } }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let granted = try await store.sessions.refresh(token)
                        results.withLock { $0.append(granted.refreshToken.text) }
                    }
                }
                try await group.waitForAll()
            }
        }
        try await yieldUntil { results.current.count == 16 }
        #expect(Set(results.current).count == 1)
    }

    private static func refresh(
        _ token: String, of store: SessionStore<Account>, into results: SessionTestValue<[String]>
    ) {
        do {
            let granted = try store.sessions.refresh(token)
            results.withLock { $0.append(granted.refreshToken.text) }
        } catch {
            Issue.record(error)
        }
    }

    @Test("A caller that is cancelled takes nobody along")
    func cancellation() async throws {
        let store = try SessionStore()
        let token = try await store.sessions.signIn(Account(id: 1)).refreshToken.text
        let isCancelled = SessionTestValue(false)
        let tasks = try await holdingWriters(
            of: store, until: { store.db.openTransactions == 4 && isCancelled.current }
        ) {
            let tasks = (0..<3).map { _ in Task { try await store.sessions.refresh(token) } }
            try await yieldUntil { store.db.openTransactions == 4 }
            tasks[0].cancel()
            tasks[2].cancel()
            isCancelled.withLock { $0 = true }
            return tasks
        }
        let granted = try await tasks[1].value
        for number in [0, 2] {
            // Cancelled before it had its turn, or too late.
            switch await tasks[number].result {
            case .success(let other): #expect(other.refreshToken.text == granted.refreshToken.text)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
        #expect(try store.works(granted))
    }

    @Test("Refreshes of different sessions all succeed")
    func manyTokens() async throws {
        let store = try SessionStore()
        var tokens: [String] = []
        for id in 0..<50 { tokens.append(try await store.sessions.signIn(Account(id: id)).refreshToken.text) }
        let granted = try await withThrowingTaskGroup(of: GrantedSession<Account>.self) { group in
            for token in tokens { group.addTask { try await store.sessions.refresh(token) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(granted.map(\.session.id)).count == 50)
        #expect(try granted.allSatisfy(store.works))
    }
}
