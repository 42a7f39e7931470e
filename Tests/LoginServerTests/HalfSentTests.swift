#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Roost
import RoostRepositories
import Testing

@testable import LoginServer

/// Clients that stop in the middle of what they say, or leave. The times are short, and nothing waits for longer.
@Suite(.timeLimit(.minutes(10))) struct HalfSentTests {
    private static let halfBody = "POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: 60\r\n\r\n{\"name\": "
    private static let halfHead = "POST /login HTTP/1.1\r\nHost: h\r\nContent-"

    private static func server(_ change: (inout ServerLimits) -> Void) throws -> TestServer {
        var limits = ServerLimits()
        change(&limits)
        return try TestServer(limits: limits)
    }

    @Test(arguments: [halfBody, halfHead, ""]) func whoStopsIsDisconnected(text: String) async throws {
        let server = try Self.server { limits in
            limits.idle = .milliseconds(60)
            limits.head = .milliseconds(60)
            limits.body = .milliseconds(60)
        }
        try await server.run { client in
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await RawConnection.send(text, to: try client.port) }
                }
                // What it was sent, if anything, is no internal error.
                for try await answer in group { #expect(!answer.contains(" 500 "), "\(answer)") }
            }
            #expect(try await client.status(.get, "/me") == 401)
        }
        #expect(!server.log.text.contains("500"))
        #expect(server.log.text.contains("Closed a connection that took too long"))
    }

    /// A half-sent body may take for ever here, but for the shutdown.
    @Test(arguments: [halfBody, halfHead, ""]) func aShutdownIsNotHeldUp(text: String) async throws {
        let server = try Self.server { limits in
            limits.idle = .seconds(100_000)
            limits.head = .seconds(100_000)
            limits.body = .seconds(100_000)
            limits.drain = .milliseconds(60)
        }
        let (begun, beginnings) = AsyncStream.makeStream(of: Void.self)
        let connections = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                var ports = server.ports.makeAsyncIterator()
                let port = try #require(await ports.next())
                for _ in 0..<20 {
                    group.addTask { _ = try await RawConnection.send(text, to: port) { beginnings.yield() } }
                }
                try await group.waitForAll()
            }
        }
        try await server.run { client in
            server.announce(try client.port)
            var begun = begun.makeAsyncIterator()
            for _ in 0..<20 { await begun.next() }
            #expect(try await client.status(.get, "/me") == 401)
        }
        try await connections.value
        // The database was closed, and nothing had failed.
        #expect { try server.service.sessions.count() } throws: { RoostError.Code.closed ~= $0 }
        #expect(!server.log.text.contains("500"))
    }

    @Test func aClientThatLeavesIsNoError() async throws {
        let server = try Self.server { _ in }
        try await server.run { client in
            for _ in 0..<20 { try await RawConnection.sendAndLeave(Self.halfBody, to: try client.port) }
            #expect(try await client.status(.get, "/me") == 401)
            // Each was waited for, whoever is told first.
            while server.log.text.components(separatedBy: "The client left").count <= 20 { await Task.yield() }
        }
        let text = server.log.text
        let failures = text.split(separator: "\n").filter { $0.contains("500") || $0.hasPrefix("error") }
        #expect(failures.isEmpty)
    }

    @Test func headsAreBounded() async throws {
        try await Self.server { _ in }.run { client in
            let field =
                "GET /me HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer \(String(repeating: "A", count: 5_000))\r\n\r\n"
            let fields = "GET /me HTTP/1.1\r\nHost: h\r\n" + String(repeating: "A: b\r\n", count: 100) + "\r\n"
            for text in [field, fields] {
                let answer = try await RawConnection.send(text, to: try client.port)
                #expect(answer.hasPrefix("HTTP/1.1 400 "))
            }
            #expect(try await client.status(.get, "/me") == 401)
        }
    }

    @Test func anAddressHasSoManyConnections() async throws {
        let server = try Self.server { limits in
            limits.connectionsOfAddress = 10
            limits.idle = .milliseconds(200)
        }
        try await server.run { client in
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<30 { group.addTask { try await RawConnection.send("", to: try client.port) } }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.isEmpty })
            #expect(server.log.text.contains("its address has too many"))
            #expect(try await client.status(.get, "/me") == 401)
        }
    }
}
#endif
