import Foundation
import Roost
import RoostEngineTesting
import Testing

@testable import RoostRepositories

/// What clients can repeat as often as they like costs others no more for it.
@Suite("Sessions: what clients can make long")
struct ClientBoundTests {
    private final class Commits: DatabaseObserver, @unchecked Sendable {
        private let lock = NSLock()
        private var reports: [TransactionReport] = []
        var taken: [TransactionReport] {
            lock.withLock {
                defer { reports = [] }
                return reports
            }
        }
        func transactionEnded(_ report: TransactionReport) { lock.withLock { reports.append(report) } }
    }

    private func sessions(_ commits: Commits) throws -> Sessions<Account> {
        var options = DatabaseOptions()
        options.durability = .none
        options.observers = [commits]
        let db = try Database.inMemory(tables: Sessions<Account>.tables(), options: options)
        var configuration = SessionConfiguration()
        configuration.refreshRetryWindow = 0
        configuration.refreshOverlap = 0
        return try Sessions<Account>(in: db, configuration: configuration)
    }

    @Test("A session that was refreshed 1,000 times ends in as small a commit as one that never was")
    func endOfALongSession() throws {
        let commits = Commits()
        let sessions = try sessions(commits)
        let ends: [(String, (GrantedSession<Account>, GrantedSession<Account>) throws -> Void)] = [
            ("signOut", { try sessions.signOut(accessToken: $1.accessToken.text) }),
            ("signOutEverywhere", { _, _ in try sessions.signOutEverywhere(1) }),
            ("reuse", { first, _ in _ = try? sessions.refresh(first.refreshToken.text) }),
        ]
        for (name, end) in ends {
            var written: [Int] = []
            for refreshes in [1, 1_000] {
                let first = try sessions.signIn(Account(id: 1))
                var last = first
                for _ in 0..<refreshes { last = try sessions.refresh(last.refreshToken.text) }
                _ = commits.taken
                try end(first, last)
                written.append(
                    commits.taken.map { $0.counts.recordsWritten + $0.counts.indexEntriesWritten }.reduce(0, +))
                #expect(try sessions.count() == 0, "\(name)")
            }
            #expect(written[0] > 0 && written[0] == written[1], "\(name): \(written)")
        }
    }

    @Test("However often a session is refreshed, it is one record")
    func nothingIsKeptOfRefreshes() throws {
        let sessions = try sessions(Commits())
        var granted = try sessions.signIn(Account(id: 1))
        for _ in 0..<1_000 { granted = try sessions.refresh(granted.refreshToken.text) }
        #expect(try sessions.database.statistics().tables.map(\.records) == [1])
        #expect(try sessions.count() == 1)
    }

    @Test("A user has no more sessions than are allowed by default")
    func sessionsOfAUser() throws {
        let store = try SessionStore()
        for _ in 0..<130 { _ = try store.sessions.signIn(Account(id: 1)) }
        #expect(try store.sessions.count(of: 1) == 100)
    }

    @Test("A label and a user that are too long are refused, and say how long they may be")
    func lengths() throws {
        let store = try SessionStore {
            $0.maxLabelBytes = 10
            $0.maxUserBytes = 60
        }
        let marker = String(repeating: "m", count: 11)
        expectSessionError(.labelTooLong, hiding: marker) {
            try store.sessions.signIn(Account(id: 1), label: marker)
        }
        expectSessionError(.labelTooLong) {
            try store.sessions.signIn(Account(id: 1), label: String(repeating: "é", count: 6))
        }
        let large = Account(id: 1, name: String(repeating: "n", count: 60))
        expectSessionError(.userTooLarge, hiding: large.name) { try store.sessions.signIn(large) }
        _ = try store.sessions.signIn(Account(id: 1), label: "0123456789")
        expectSessionError(.userTooLarge) { try store.sessions.updateUser(1) { $0.name = large.name } }
        do {
            _ = try store.sessions.signIn(Account(id: 1), label: marker)
        } catch {
            #expect("\(error)".contains("11 bytes, at most 10"), "\(error)")
        }
        #expect(try store.sessions.sessions(of: 1).map(\.user) == [Account(id: 1)])
    }

    @Test("Garbage, spent and unknown tokens wait for no writer")
    func readsFirst() throws {
        let store = try SessionStore { $0.refreshOverlap = 60 }
        let first = try store.sessions.signIn(Account(id: 1))
        let second = try store.sessions.refresh(first.refreshToken.text)
        try store.db.write { _ in
            // Anything that took the turn to write would wait for this transaction: on this thread, for ever.
            let isDone = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                expectSessionError(.unknownToken) { try store.sessions.refresh(Token().text) }
                expectSessionError(.unknownToken) { try store.sessions.refresh("garbage") }
                expectSessionError(.unknownToken) { try store.sessions.signOutOthers(keeping: Token().text) }
                #expect(throws: Never.self) {
                    #expect(try !store.sessions.signOut(accessToken: Token().text))
                    #expect(try !store.sessions.signOut(sessionID: UUID()))
                    let again = try store.sessions.refresh(first.refreshToken.text)
                    #expect(again.refreshToken.text == second.refreshToken.text)
                }
                isDone.signal()
            }
            isDone.wait()
        }
    }
}
