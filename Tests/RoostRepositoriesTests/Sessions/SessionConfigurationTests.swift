import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: configuration")
struct SessionConfigurationTests {
    @Test("The defaults")
    func defaults() {
        let configuration = SessionConfiguration()
        #expect(configuration.tokenPolicy == .hashed)
        #expect(configuration.accessLifetime == 900)
        #expect(configuration.idleLifetime == 2_592_000)
        #expect(configuration.absoluteLifetime == 7_776_000)
        #expect(configuration.maxSessionsPerUser == 100)
        #expect(configuration.maxLabelBytes == 1_024)
        #expect(configuration.maxUserBytes == 16_384)
        #expect(configuration.refreshOverlap == 2)
        #expect(configuration.refreshRetryWindow == 60)
        #expect(configuration.maxRepeatedRefreshes == 1)
        #expect(configuration.erasureInterval == 5)
        #expect(configuration.touchInterval == 60)
        #expect(configuration.touchDurability == .none)
    }

    @Test("What makes no sense is refused", arguments: 0..<23)
    func refused(number: Int) throws {
        let changes: [@Sendable (inout SessionConfiguration) -> Void] = [
            { $0.accessLifetime = 0 }, { $0.accessLifetime = -1 }, { $0.accessLifetime = .nan },
            { $0.accessLifetime = .infinity }, { $0.idleLifetime = 0 }, { $0.idleLifetime = .nan },
            { $0.absoluteLifetime = -5 }, { $0.absoluteLifetime = .infinity }, { $0.maxSessionsPerUser = 0 },
            { $0.maxSessionsPerUser = 1_001 }, { $0.refreshOverlap = -1 }, { $0.refreshOverlap = .nan },
            { $0.refreshRetryWindow = -1 }, { $0.refreshRetryWindow = 3_601 }, { $0.refreshOverlap = 61 },
            { $0.maxLabelBytes = -1 }, { $0.maxUserBytes = 0 }, { $0.erasureInterval = -1 },
            { $0.erasureInterval = .infinity }, { $0.maxRepeatedRefreshes = -1 },
            { $0.touchInterval = -1 }, { $0.touchInterval = .infinity }, { $0.erasure = .deferred(after: 0) },
        ]
        expectRoostError(.invalidArgument) { try SessionStore(configure: changes[number]) }
    }

    @Test("A database that was opened without the table is refused at once")
    func notDeclared() throws {
        let db = try Database.inMemory(tables: Sessions<Account>.tables(named: "others"))
        expectRoostError(.tableNotDeclared) { try Sessions<Account>(in: db) }
        _ = try Sessions<Account>(in: db, named: "others")
    }

    @Test("Two names are two sets of sessions")
    func names() throws {
        let tables = Sessions<Account>.tables() + Sessions<Account>.tables(named: "admins")
        #expect(tables.map(\.name) == ["sessions", "admins"])
        let db = try Database.inMemory(tables: tables)
        let users = try Sessions<Account>(in: db)
        let admins = try Sessions<Account>(in: db, named: "admins")
        let granted = try admins.signIn(Account(id: 1))
        #expect(try users.session(accessToken: granted.accessToken.text) == nil)
        #expect(try users.signOutEverywhere(1) == 0)
        #expect(try admins.session(accessToken: granted.accessToken.text) == granted.session)
        #expect(try db.records(in: admins.table).count() == 1)
    }

    @Test("Inside a transaction of the database, operations are refused")
    func reentrant() throws {
        let store = try SessionStore()
        try store.db.write { _ in
            expectRoostError(.reentrant) { try store.sessions.signIn(Account(id: 1)) }
            expectRoostError(.reentrant) { try store.sessions.session(accessToken: Token().text) }
            expectRoostError(.reentrant) { try store.sessions.cleanup() }
        }
        #expect(try store.sessions.count() == 0)
    }

    @Test("After a close, operations are refused")
    func closed() async throws {
        let store = try SessionStore { $0.erasure = .immediately }
        let granted = try await store.sessions.signIn(Account(id: 1))
        try await store.db.close()
        expectRoostError(.closed) { try store.sessions.signIn(Account(id: 1)) }
        expectRoostError(.closed) { try store.sessions.refresh(granted.refreshToken.text) }
        expectRoostError(.closed) { try store.sessions.removeAll() }
        expectRoostError(.closed) { try store.sessions.cleanup() }
    }
}
