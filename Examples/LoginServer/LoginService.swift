#if Hummingbird
import Hummingbird
import HummingbirdCore
import Logging
import Roost
import RoostRepositories
import RoostServiceLifecycle
import ServiceLifecycle
import UnixSignals

/// Everything the server consists of.
struct LoginService: Sendable {
    let database: Database
    let sessions: Sessions<Member>
    let sweeper: ExpirySweeper
    let throttle: SignInThrottle
    let limits: ServerLimits
    private let pace: PaceMiddleware
    private let logger: Logger

    /// What to open the database with.
    static var tables: [any TableDeclaration] { Sessions<Member>.tables() + SignInThrottle.tables }

    static var defaultConfiguration: SessionConfiguration {
        var configuration = SessionConfiguration()
        configuration.accessLifetime = 15 * 60
        configuration.idleLifetime = 7 * 86_400
        configuration.maxSessionsPerUser = 5
        return configuration
    }

    init(
        in database: Database, configuration: SessionConfiguration = defaultConfiguration,
        limits: ServerLimits = ServerLimits(), signInLimits: SignInLimits = SignInLimits(),
        pace: PaceLimits = PaceLimits(), logger: Logger, sweepingBy clock: some Clock<Duration> = ContinuousClock(),
        pausingBy pauseClock: some Clock<Duration> = ContinuousClock()
    ) throws {
        self.database = database
        self.limits = limits
        self.pace = PaceMiddleware(RequestPace(pace), clock: pauseClock)
        throttle = SignInThrottle(database: database, limits: signInLimits)
        self.logger = logger
        sessions = try Sessions(in: database, configuration: configuration) { $0.log(to: logger) }
        sweeper = try ExpirySweeper(database, clock: clock) { $0.log(to: logger) }
    }

    /// The application. When it is asked to end, the server ends first and the database last.
    func buildApplication(at address: BindAddress = .hostname()) -> Application<RouterResponder<LoginContext>> {
        let router = Router(context: LoginContext.self)
        router.add(middleware: RequestLog())
        router.add(middleware: pace)
        LoginRoutes(sessions: sessions, throttle: throttle).add(to: router)
        return Application(
            router: router, server: server,
            configuration: ApplicationConfiguration(
                address: address, serverName: "LoginServer",
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
            services: [DatabaseService(database), ExpirySweeperService(sweeper)], logger: logger)
    }

    /// Runs the application until SIGTERM or SIGINT. Requests at hand are answered, for as long as ``ServerLimits/drain``
    /// says; after as long again what runs still is cancelled.
    func run(at address: BindAddress) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [buildApplication(at: address)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = limits.drain * 2
        try await ServiceGroup(configuration: configuration).run()
    }

    private var server: HTTPServerBuilder {
        let (limits, connections, logger) = (limits, ConnectionCounts(), logger)
        return .http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionDeadlines(limits, counting: connections, logger: logger)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerField, maxHeaderListSize: limits.headerFields,
                    maxHeaderFieldCount: limits.headerFieldCount)))
    }
}
#endif
