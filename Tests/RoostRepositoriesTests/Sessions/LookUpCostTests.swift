import Foundation
import Roost
import Testing

@testable import RoostRepositories

@Suite("Sessions: what look-ups cost")
struct LookUpCostTests {
    @Test("An access token costs one key and one record, among any number of sessions")
    func accessToken() throws {
        let store = try SessionStore()
        let granted = try (0..<200).map { try store.sessions.signIn(Account(id: $0 % 20)) }
        try store.db.read { tx in
            let found = try PresentedToken(granted[77].accessToken.text).flatMap { token in
                try store.sessions.find(token, in: tx)
            }
            #expect(found == granted[77].session)
            #expect(tx.counts.keysRead == 1)
            #expect(tx.counts.recordsRead == 1)
            #expect(tx.counts.recordsDecoded == 1)
        }
        try store.db.read { tx in
            let absent = try #require(PresentedToken(Token().text))
            let found = try store.sessions.find(absent, in: tx)
            #expect(found == nil)
            #expect(tx.counts.recordsRead == 0)
            #expect(tx.counts.keysRead == 0)
        }
    }

    @Test("Lists read what they return; only active sessions of one user are sorted in memory")
    func lists() throws {
        let store = try SessionStore()
        for id in 0..<200 { _ = try store.sessions.signIn(Account(id: id % 20)) }
        let sessions = store.sessions
        for (query, keys) in [
            (sessions.activeQuery(of: nil, 5), 5), (sessions.recentQuery(of: nil, 5), 5),
            (sessions.recentQuery(of: 3, 5), 5), (sessions.recentQuery(of: 3, nil), 10),
        ] {
            let plan = try store.db.query(query).analyze()
            #expect(plan.sort.isEmpty && plan.residual.isEmpty, "\(plan)")
            #expect(plan.counts?.keysRead == keys, "\(plan)")
            #expect(plan.counts?.recordsRead == keys, "\(plan)")
        }
        let plan = try store.db.query(sessions.activeQuery(of: 3, 5)).analyze()
        #expect(plan.counts?.recordsRead == 10, "\(plan)")
        #expect(plan.sort == ["expiresAt"], "\(plan)")
    }

    @Test("What is no token costs nothing")
    func noToken() throws {
        #expect(PresentedToken(String(repeating: "A", count: 43)) != nil)
        #expect(PresentedToken(String(repeating: "A", count: 1 << 20)) == nil)
        let store = try SessionStore()
        try store.db.close()
        #expect(try store.sessions.session(accessToken: "not a token") == nil, "without a look at the store")
        expectRoostError(.closed) { try store.sessions.session(accessToken: Token().text) }
    }

    @Test("A touch that is not due writes nothing, a due one a record and three entries")
    func touch() throws {
        let store = try SessionStore()
        let token = try store.sessions.signIn(Account(id: 1)).accessToken.text
        func commits() throws -> UInt64 { try store.db.write { tx in tx.commitSequence } }
        let before = try commits()
        store.clock.advance(59.999)
        try store.sessions.touch(accessToken: token)
        #expect(try commits() == before)
        store.clock.advance(0.001)
        try store.sessions.touch(accessToken: token)
        #expect(try commits() == before + 1)
        try store.sessions.touch(accessToken: token)
        #expect(try commits() == before + 1)
    }
}
