#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostRepositories
import Testing

@testable import LoginServer

/// What clients see of ``SignInThrottle``.
@Suite(.timeLimit(.minutes(10))) struct ThrottledLoginTests {
    private static func login(_ name: String, _ password: String) -> String {
        #"{"name": "\#(name)", "password": "\#(password)"}"#
    }

    @Test func whoGuessesIsToldWhenToTryAgain() async throws {
        let server = try TestServer()
        try await server.run { client in
            for _ in 0..<5 {
                let response = try await client.request(.post, "/login", body: Self.login("ada", "guess"))
                try expectUnauthorized(response, error: nil)
            }
            // The right password, too: nobody learns it here.
            for password in ["guess", "demo-only-1815"] {
                let response = try await client.request(.post, "/login", body: Self.login("ada", password))
                #expect(response.status == .tooManyRequests)
                #expect(response.headers[.retryAfter] == "60")
            }
            _ = try await client.login("grace")
            server.clock.advance(60)
            _ = try await client.login("ada")
        }
    }

    @Test func accountsThatAreNotThereAreNoDifferent() async throws {
        try await TestServer().run { client in
            var statuses: [[Int]] = []
            for name in ["ada", "nobody"] {
                var row: [Int] = []
                for _ in 0..<8 {
                    row.append(try await client.request(.post, "/login", body: Self.login(name, "guess")).status.code)
                }
                statuses.append(row)
            }
            #expect(statuses[0] == [401, 401, 401, 401, 401, 429, 429, 429])
            #expect(statuses[0] == statuses[1])
        }
    }

    @Test func aSessionGoesOnWhileOthersGuess() async throws {
        try await TestServer().run { client in
            var tokens = try await client.login()
            for _ in 0..<30 { _ = try await client.request(.post, "/login", body: Self.login("ada", "guess")) }
            tokens = try await client.refresh(tokens.refreshToken)
            #expect(try await client.status(.get, "/me", token: tokens.accessToken) == 200)
        }
    }

    @Test func aDeviceWhoseNameIsTooLongIsRefused() async throws {
        try await TestServer().run { client in
            _ = try await client.login(device: String(repeating: "d", count: Messages.Login.maximumDeviceBytes))
            for device in [String(repeating: "d", count: 101), String(repeating: "\u{301}", count: 1_900)] {
                let body = #"{"name": "ada", "password": "demo-only-1815", "device": "\#(device)"}"#
                #expect(try await client.request(.post, "/login", body: body).status == .unprocessableContent)
            }
        }
    }

    @Test(arguments: [String(repeating: "a", count: 65), String(repeating: "\u{301}", count: 1_900), ""])
    func whatIsNoNameIsRefused(name: String) async throws {
        let server = try TestServer()
        try await server.run { client in
            for _ in 0..<30 {
                let response = try await client.request(.post, "/login", body: Self.login(name, "guess"))
                try expectUnauthorized(response, error: nil)
            }
        }
    }
}
#endif
