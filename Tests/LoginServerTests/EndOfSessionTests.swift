#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostEngineTesting
import RoostRepositories
import Testing

@testable import LoginServer

@Suite(.timeLimit(.minutes(20))) struct EndOfSessionTests {
    @Test func loggingOutEndsOneSession() async throws {
        try await TestServer().run { client in
            let tokens = try await client.login()
            let other = try await client.login()
            #expect(try await client.status(.post, "/logout", token: tokens.accessToken) == 204)
            #expect(try await client.status(.get, "/me", token: tokens.accessToken) == 401)
            #expect(try await client.status(.post, "/logout", token: tokens.accessToken) == 401)
            try expectUnauthorized(try await client.attemptRefresh(tokens.refreshToken), error: "invalid_token")
            #expect(try await client.status(.get, "/me", token: other.accessToken) == 200)
        }
    }

    @Test func loggingOutEverywhereEndsAllOfAMember() async throws {
        try await TestServer().run { client in
            let mine = [try await client.login(), try await client.login(), try await client.login()]
            let other = try await client.login("grace")
            let response = try await client.request(.post, "/logout-everywhere", token: mine[1].accessToken)
            #expect(response.status == .ok)
            #expect(try LoginClient.decode(Messages.Ended.self, response).sessions == 3)
            for tokens in mine {
                #expect(try await client.status(.get, "/me", token: tokens.accessToken) == 401)
                try expectUnauthorized(try await client.attemptRefresh(tokens.refreshToken), error: "invalid_token")
            }
            #expect(try await client.status(.get, "/me", token: other.accessToken) == 200)
        }
    }

    @Test func expiredSessionsAreSwept() async throws {
        // Not so long that the clock would be taken for one that has jumped.
        let server = try TestServer { $0.idleLifetime = 3_600 }
        var events = server.service.sweeper.events.makeAsyncIterator()
        try await server.run { client in
            let idle = try await client.login()
            server.clock.advance(1_800)
            let active = try await client.login()
            _ = await server.sleep.sleeper()
            server.clock.advance(1_800)
            #expect(try await client.status(.get, "/me", token: idle.accessToken) == 401)
            try expectUnauthorized(try await client.attemptRefresh(idle.refreshToken), error: "invalid_token")
            #expect(try server.records() == 2)
            server.sleep.wake()
            // Asleep again: it has swept.
            _ = await server.sleep.sleeper()
            #expect(try server.records() == 1)
            let new = try await client.refresh(active.refreshToken)
            #expect(try await client.status(.get, "/me", token: new.accessToken) == 200)
        }
        var swept: [Int] = []
        while let event = await events.next() {
            if case .swept(let report, _) = event { swept.append(report.swept) }
        }
        // With the session goes what was counted of the logins.
        #expect(swept == [0, 2])
    }

    @Test func sessionsOutliveTheServer() async throws {
        let folder = TemporaryFolder()
        let clock = TestClock()
        let (handOver, handedOver) = AsyncStream.makeStream(of: Messages.Tokens.self)
        let first = try TestServer(at: folder.path, clock: clock)
        try await first.run { handedOver.yield(try await $0.login()) }
        // The database was closed with the server.
        #expect { try first.service.sessions.count() } throws: { RoostError.Code.closed ~= $0 }

        let second = try TestServer(at: folder.path, clock: clock)
        // It grows where the close before was not a clean one.
        #expect(second.service.database.epoch == first.service.database.epoch)
        var iterator = handOver.makeAsyncIterator()
        let tokens = try #require(await iterator.next())
        try await second.run { client in
            #expect(try await client.status(.get, "/me", token: tokens.accessToken) == 200)
            let new = try await client.refresh(tokens.refreshToken)
            #expect(try await client.status(.get, "/me", token: new.accessToken) == 200)
        }
    }
}

extension TestServer {
    /// Records of sessions in the store, swept or not.
    fileprivate func records() throws -> Int {
        try #require(try service.database.statistics().tables.first { $0.name == Sessions<Member>.defaultName }).records
    }
}
#endif
