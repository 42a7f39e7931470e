import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: lists and counts")
struct SessionQueryTests {
    @Test("After sign-in: active by expiry, recent by update, latest first")
    func afterSignIn() async throws {
        let store = try SessionStore()
        var ids: [UUID] = []
        for (user, wait) in [(1, 10.0), (2, 20), (1, 30), (3, 0)] {
            ids.append(try await store.sessions.signIn(Account(id: user)).session.id)
            store.clock.advance(wait)
        }
        #expect(try await store.sessions.active(limit: 10).map(\.id) == ids)
        #expect(try await store.sessions.recent(limit: 10).map(\.id) == ids.reversed())
        #expect(try await store.sessions.active(of: 1, limit: 10).map(\.id) == [ids[0], ids[2]])
        #expect(try await store.sessions.recent(of: 1, limit: 10).map(\.id) == [ids[2], ids[0]])
        #expect(try await store.sessions.sessions(of: 1).map(\.id) == [ids[2], ids[0]])
        #expect(try await store.sessions.count(of: 1) == 2)
        #expect(try await store.sessions.count() == 4)
        #expect(try await store.sessions.recent(limit: 2).map(\.id) == [ids[3], ids[2]])
        #expect(try await store.sessions.active(limit: 1).map(\.id) == [ids[0]])
        #expect(try await store.sessions.recent(of: 99, limit: 10).isEmpty)
    }

    @Test("The same with Roost's own words: expiresAt above now, updatedAt reversed")
    func ownQueries() throws {
        let store = try SessionStore()
        let first = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(100)
        let second = try store.sessions.signIn(Account(id: 2))
        let records = store.db.records(in: store.sessions.table)
        let active = try records.where(\.expiresAt).above(store.clock.now).orderBy(\.expiresAt).toArray()
        #expect(active == [first.session, second.session])
        #expect(try records.orderBy(\.updatedAt).reverse().toArray() == active.reversed())
        #expect(try records.where(\.userID).equals(2).toArray() == [second.session])
        #expect(try store.db[Session<Account>.self].count() == 2, "the default table")
    }

    @Test("Expiry, touches and extensions move sessions in the lists")
    func moves() throws {
        let store = try SessionStore {
            $0.idleLifetime = 1_000
            $0.accessLifetime = nil
        }
        let granted = try (1...3).map { id in
            defer { store.clock.advance(100) }
            return try store.sessions.signIn(Account(id: id))
        }
        try store.sessions.touch(accessToken: granted[0].accessToken.text)
        #expect(try store.sessions.recent(limit: 9).map(\.userID) == [1, 3, 2])
        #expect(try store.sessions.active(limit: 9).map(\.userID) == [2, 3, 1])
        try store.sessions.extend(sessionID: granted[1].session.id, until: store.clock.now + 2_000)
        #expect(try store.sessions.active(limit: 9).map(\.userID) == [3, 1, 2])
        #expect(try store.sessions.recent(limit: 9).map(\.userID) == [1, 3, 2], "an extension is no activity")
        store.clock.advance(900)
        #expect(try store.sessions.active(limit: 9).map(\.userID) == [1, 2])
        #expect(try store.sessions.count() == 2)
        #expect(try store.sessions.count(of: 3) == 0)
        try store.verify()
    }

    @Test("Sessions that were active at the same moment are in the order in which they began")
    func ties() throws {
        let store = try SessionStore { $0.touchInterval = 0 }
        let granted = try (0..<50).map { _ in try store.sessions.signIn(Account(id: 1)) }
        let ids = granted.map(\.session.id)
        #expect(try store.sessions.active(limit: 100).map(\.id) == ids)
        #expect(try store.sessions.recent(limit: 100).map(\.id) == ids.reversed())
        for grant in granted.shuffled() { try store.sessions.touch(accessToken: grant.accessToken.text) }
        #expect(try store.sessions.sessions(of: 1).map(\.id) == ids.reversed())
    }

    @Test("The clock going back changes no order and revives nothing")
    func clockGoesBack() throws {
        let store = try SessionStore { $0.idleLifetime = 1_000 }
        let early = try store.sessions.signIn(Account(id: 1))
        store.clock.advance(1_000)
        #expect(try !store.works(early))
        _ = try store.sessions.signIn(Account(id: 2))
        store.clock.advance(-900)
        #expect(try !store.works(early))
        let late = try store.sessions.signIn(Account(id: 1))
        #expect(late.session.createdAt == SessionTestClock.start + 1_000)
        #expect(try store.sessions.sessions(of: 1) == [late.session])
    }
}
