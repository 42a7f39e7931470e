#if Hummingbird
import Hummingbird
import Logging
import Roost
import RoostRepositories
import RoostServiceLifecycle

/// Everything the server consists of.
struct LoginService: Sendable {
    let database: Database
    let sessions: Sessions<Member>
    let sweeper: ExpirySweeper
    private let logger: Logger

    /// What to open the database with.
    static var tables: [any TableDeclaration] { Sessions<Member>.tables() }

    static var defaultConfiguration: SessionConfiguration {
        var configuration = SessionConfiguration()
        configuration.accessLifetime = 15 * 60
        configuration.idleLifetime = 7 * 86_400
        configuration.maxSessionsPerUser = 5
        return configuration
    }

    init(
        in database: Database, configuration: SessionConfiguration = defaultConfiguration, logger: Logger,
        sweepingBy clock: some Clock<Duration> = ContinuousClock()
    ) throws {
        self.database = database
        self.logger = logger
        sessions = try Sessions(in: database, configuration: configuration) { $0.log(to: logger) }
        sweeper = try ExpirySweeper(database, clock: clock) { $0.log(to: logger) }
    }

    /// The application. When it is asked to end, the server ends first and the database last.
    func buildApplication(at address: BindAddress = .hostname()) -> Application<RouterResponder<LoginContext>> {
        let router = Router(context: LoginContext.self)
        router.add(middleware: RequestLog())
        LoginRoutes(sessions: sessions).add(to: router)
        return Application(
            router: router, configuration: ApplicationConfiguration(address: address, serverName: "LoginServer"),
            services: [DatabaseService(database), ExpirySweeperService(sweeper)], logger: logger)
    }
}
#endif
