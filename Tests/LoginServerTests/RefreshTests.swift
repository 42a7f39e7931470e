#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostRepositories
import Testing

@testable import LoginServer

@Suite(.timeLimit(.minutes(20))) struct RefreshTests {
    @Test func refreshingReplacesBothTokens() async throws {
        try await TestServer().run { client in
            let old = try await client.login()
            let new = try await client.refresh(old.refreshToken)
            #expect(new.accessToken != old.accessToken && new.refreshToken != old.refreshToken)
            try expectUnauthorized(
                try await client.request(.get, "/me", token: old.accessToken), error: "invalid_token")
            #expect(try await client.status(.get, "/me", token: new.accessToken) == 200)
            let newer = try await client.refresh(new.refreshToken)
            #expect(try await client.status(.get, "/me", token: newer.accessToken) == 200)
        }
    }

    @Test func anExpiredAccessTokenIsRefreshed() async throws {
        let server = try TestServer()
        try await server.run { client in
            let tokens = try await client.login()
            server.clock.advance(899)
            #expect(try await client.status(.get, "/me", token: tokens.accessToken) == 200)
            server.clock.advance(1)
            let response = try await client.request(.get, "/me", token: tokens.accessToken)
            try expectUnauthorized(response, error: "invalid_token")
            #expect(response.headers[.wwwAuthenticate]?.contains("expired") == true)
            let new = try await client.refresh(tokens.refreshToken)
            #expect(new.expiresIn == 900)
            #expect(try await client.status(.get, "/me", token: new.accessToken) == 200)
        }
    }

    @Test func reuseOfASpentTokenEndsTheSession() async throws {
        let server = try TestServer()
        try await server.run { client in
            let other = try await client.login()
            let first = try await client.login()
            let second = try await client.refresh(first.refreshToken)
            let third = try await client.refresh(second.refreshToken)
            // Whoever uses the first again is a thief, or the others were.
            try expectUnauthorized(try await client.attemptRefresh(first.refreshToken), error: "invalid_token")
            #expect(try await client.status(.get, "/me", token: third.accessToken) == 401)
            try expectUnauthorized(try await client.attemptRefresh(third.refreshToken), error: "invalid_token")
            // Another session of the same member goes on.
            #expect(try await client.status(.get, "/me", token: other.accessToken) == 200)
        }
        #expect(server.log.text.contains("warning A spent refresh token was presented"))
    }

    /// Whether they overlap is up to the scheduler. Either way no two pairs of tokens are given out, and a token that
    /// counts as reused leaves nothing that works.
    @Test func parallelRefreshesYieldOnePairOrNone() async throws {
        try await TestServer().run { client in
            let tokens = try await client.login()
            let responses = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for _ in 0..<2 { group.addTask { try await client.attemptRefresh(tokens.refreshToken) } }
                return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
            }
            let granted = try responses.filter { $0.status == .ok }.map(client.granted)
            let refused = responses.filter { $0.status != .ok }
            let new = try #require(granted.first)
            #expect(Set(granted.map(\.accessToken)).count == 1)
            #expect(Set(granted.map(\.refreshToken)).count == 1)
            for response in refused { try expectUnauthorized(response, error: "invalid_token") }
            let status = try await client.status(.get, "/me", token: new.accessToken)
            #expect(status == (refused.isEmpty ? 200 : 401))
        }
    }

    @Test func withALeewayParallelRefreshesAllGetThePair() async throws {
        let server = try TestServer { $0.refreshLeeway = 10 }
        try await server.run { client in
            let tokens = try await client.login()
            let granted = try await withThrowingTaskGroup(of: Messages.Tokens.self) { group in
                for _ in 0..<20 { group.addTask { try await client.refresh(tokens.refreshToken) } }
                return try await group.reduce(into: [Messages.Tokens]()) { $0.append($1) }
            }
            #expect(Set(granted.map(\.accessToken)).count == 1)
            #expect(Set(granted.map(\.refreshToken)).count == 1)
            #expect(try await client.status(.get, "/me", token: granted[0].accessToken) == 200)
            // It has an end.
            server.clock.advance(10)
            try expectUnauthorized(try await client.attemptRefresh(tokens.refreshToken), error: "invalid_token")
            #expect(try await client.status(.get, "/me", token: granted[0].accessToken) == 401)
        }
    }

    @Test(arguments: ["", "x", String(repeating: "A", count: 43), String(repeating: "é", count: 1_000)])
    func unknownRefreshTokensAreRefused(token: String) async throws {
        try await TestServer().run { client in
            try expectUnauthorized(try await client.attemptRefresh(token), error: "invalid_token")
        }
    }
}
#endif
