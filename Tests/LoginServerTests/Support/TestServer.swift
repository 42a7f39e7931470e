#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Roost
import RoostEngineTesting
import RoostRepositories
import Testing

@testable import LoginServer

/// A server with a clock of its own.
struct TestServer {
    let clock: TestClock
    /// What the sweeper sleeps by.
    let sleep = ManualClock()
    let log = LogCollector()
    let service: LoginService
    /// Where it listens, once a test has said so.
    let ports: AsyncStream<Int>
    private let portsToTell: AsyncStream<Int>.Continuation

    /// In memory, unless there is a path.
    init(
        at path: String? = nil, clock: TestClock = TestClock(), limits: ServerLimits = ServerLimits(),
        pace: PaceLimits = PaceLimits(), pausing: ManualClock? = nil,
        configure: (inout SessionConfiguration) -> Void = { _ in }
    ) throws {
        var options = DatabaseOptions()
        options.durability = .none
        options.clock = { clock.now }
        var configuration = LoginService.defaultConfiguration
        configure(&configuration)
        self.clock = clock
        (ports, portsToTell) = AsyncStream.makeStream()
        let tables = LoginService.tables
        let database =
            try path.map { try Database.open(at: $0, tables: tables, options: options) }
            ?? Database.inMemory(tables: tables, options: options)
        let pauseClock: any Clock<Duration> = pausing ?? ContinuousClock()
        service = try LoginService(
            in: database, configuration: configuration, limits: limits, pace: pace, logger: log.logger,
            sweepingBy: sleep,
            pausingBy: pauseClock)
    }

    func announce(_ port: Int) {
        portsToTell.yield(port)
        portsToTell.finish()
    }

    /// Runs the server on a socket, and a client of it. No token may be in the log afterwards, and the database has to be
    /// closed.
    func run(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: @Sendable (LoginClient) async throws -> Void
    ) async throws {
        let secrets = try await service.buildApplication().test(.ahc(.http)) { client in
            let client = LoginClient(client)
            try await body(client)
            return client.secrets
        }
        let text = log.text
        #expect(text.contains("Request"), sourceLocation: sourceLocation)
        for secret in secrets { #expect(!text.contains(secret), sourceLocation: sourceLocation) }
    }
}
#endif
