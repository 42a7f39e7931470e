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

    @Test func parallelRefreshesAllGetThePair() async throws {
        let server = try TestServer { $0.refreshOverlap = 60 }
        try await server.run { client in
            let tokens = try await client.login()
            let granted = try await withThrowingTaskGroup(of: Messages.Tokens.self) { group in
                for _ in 0..<20 { group.addTask { try await client.refresh(tokens.refreshToken) } }
                return try await group.reduce(into: [Messages.Tokens]()) { $0.append($1) }
            }
            #expect(Set(granted.map(\.accessToken)).count == 1)
            #expect(Set(granted.map(\.refreshToken)).count == 1)
            #expect(try await client.status(.get, "/me", token: granted[0].accessToken) == 200)
            // It is no licence: the token before the last is no tab's.
            _ = try await client.refresh(granted[0].refreshToken)
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
