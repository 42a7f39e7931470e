#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostRepositories
import Testing

@testable import LoginServer

/// The server over a real socket.
@Suite(.timeLimit(.minutes(20))) struct LoginTests {
    @Test func whoLogsInIsLetIn() async throws {
        try await TestServer().run { client in
            let tokens = try await client.login()
            #expect(tokens.tokenType == "Bearer")
            #expect(tokens.expiresIn == 900)
            let response = try await client.request(.get, "/me", token: tokens.accessToken)
            #expect(response.status == .ok)
            let me = try LoginClient.decode(Messages.Me.self, response)
            #expect(me.name == "ada")
            #expect(me.fullName == "Ada Lovelace")
        }
    }

    @Test(arguments: [
        #"{"name": "ada", "password": "demo-only-1906"}"#, #"{"name": "ada", "password": ""}"#,
        #"{"name": "nobody", "password": "demo-only-1815"}"#,
    ])
    func wrongCredentialsAreRefused(body: String) async throws {
        let server = try TestServer()
        try await server.run { client in
            try expectUnauthorized(try await client.request(.post, "/login", body: body), error: nil)
        }
    }

    @Test(arguments: [
        ("/login", "", 400), ("/login", "{", 400), ("/login", #"{"name": "ada"}"#, 400), ("/login", "[]", 400),
        ("/login", #"{"name": 1, "password": true}"#, 400), ("/refresh", #"{"refreshToken": null}"#, 400),
        ("/refresh", "\u{0}", 400),
        ("/login", #"{"name": "\#(String(repeating: "a", count: 5_000))", "password": ""}"#, 413),
    ])
    func malformedBodiesAreRefused(path: String, body: String, status: Int) async throws {
        try await TestServer().run { client in
            let response = try await client.request(.post, path, body: body)
            #expect(response.status.code == status)
        }
    }

    @Test(arguments: [
        nil, "", "Bearer", "Bearer ", "Basic YWRhOmRlbW8=", "Token", "=", ",,,", "Bearer=", "\"Bearer\" x",
    ])
    func withoutATokenNobodyIsLetIn(authorization: String?) async throws {
        try await TestServer().run { client in
            let response = try await client.request(.get, "/me", authorization: authorization)
            try expectUnauthorized(response, error: nil)
        }
    }

    @Test(arguments: [
        "Bearer x", "bearer  two", "Bearer a b c", "Bearer Bearer x", "Bearer ../../etc/passwd", "Bearer %00%ff",
        "Bearer \(String(repeating: "A", count: 43))", "Bearer \(String(repeating: "A", count: 4_000))",
    ])
    func withAnUnknownTokenNobodyIsLetIn(authorization: String) async throws {
        try await TestServer().run { client in
            for path in ["/me", "/sessions"] {
                let response = try await client.request(.get, path, authorization: authorization)
                try expectUnauthorized(response, error: "invalid_token")
            }
            for path in ["/logout", "/logout-everywhere"] {
                let response = try await client.request(.post, path, authorization: authorization)
                try expectUnauthorized(response, error: "invalid_token")
            }
        }
    }

    @Test func theSchemeIsOfAnyCaseAndTheRefreshTokenIsNoAccessToken() async throws {
        try await TestServer().run { client in
            let tokens = try await client.login()
            for scheme in ["bearer", "BEARER"] {
                let response = try await client.request(.get, "/me", authorization: "\(scheme) \(tokens.accessToken)")
                #expect(response.status == .ok)
            }
            try expectUnauthorized(
                try await client.request(.get, "/me", token: tokens.refreshToken), error: "invalid_token")
            try expectUnauthorized(try await client.attemptRefresh(tokens.accessToken), error: "invalid_token")
        }
    }

    @Test func otherRoutesAreNotFound() async throws {
        try await TestServer().run { client in
            for path in ["/", "/me/x", "/login"] {
                let status = try await client.status(.get, path)
                #expect(status == 404, "\(path)")
            }
        }
    }

    @Test func sessionsAreListedForTheirOwnerOnly() async throws {
        let server = try TestServer()
        try await server.run { client in
            let phone = try await client.login(device: "phone")
            server.clock.advance(10)
            let laptop = try await client.login(device: "laptop")
            let other = try await client.login("grace")
            let response = try await client.request(.get, "/sessions", token: laptop.accessToken)
            let sessions = try LoginClient.decode([Messages.SessionView].self, response)
            #expect(sessions.map(\.device) == ["laptop", "phone"])
            #expect(sessions.map(\.isCurrent) == [true, false])
            #expect(Set(sessions.map(\.id)).count == 2)
            #expect(sessions[0].loggedInAt.timeIntervalSince(sessions[1].loggedInAt) == 10)
            #expect(sessions.allSatisfy { $0.expiresAt > server.clock.now })
            let text = String(buffer: response.body)
            for tokens in [phone, laptop, other] {
                #expect(!text.contains(tokens.accessToken) && !text.contains(tokens.refreshToken))
            }
            let others = try await client.request(.get, "/sessions", token: other.accessToken)
            #expect(try LoginClient.decode([Messages.SessionView].self, others).map(\.device) == [nil])
        }
    }

    @Test func theSixthLoginEndsTheFirstSession() async throws {
        let server = try TestServer()
        try await server.run { client in
            var tokens: [Messages.Tokens] = []
            for _ in 0..<6 {
                tokens.append(try await client.login())
                server.clock.advance(1)
            }
            var works: [Int] = []
            for pair in tokens { works.append(try await client.status(.get, "/me", token: pair.accessToken)) }
            #expect(works == [401, 200, 200, 200, 200, 200])
        }
    }
}
#endif
