#if Hummingbird
import Hummingbird
import RoostRepositories

/// What the server answers.
struct LoginRoutes: Sendable {
    let sessions: Sessions<Member>
    let throttle: SignInThrottle

    func add(to router: Router<LoginContext>) {
        router.post("login", use: login)
        router.post("refresh", use: refresh)
        router.group()
            .add(middleware: AccessTokenMiddleware(sessions: sessions))
            .group(context: MemberContext.self)
            .get("me", use: me)
            .get("sessions", use: list)
            .post("logout", use: logout)
            .post("logout-everywhere", use: logoutEverywhere)
    }

    @Sendable private func login(_ request: Request, _ context: LoginContext) async throws -> some ResponseGenerator {
        let login = try await request.decode(as: Messages.Login.self, context: context)
        guard login.device?.utf8.count ?? 0 <= Messages.Login.maximumDeviceBytes else {
            throw HTTPError(.unprocessableContent, message: "The name of the device is too long.")
        }
        // What cannot be a name is nobody's, and costs less than a password does.
        guard let name = MemberName(login.name) else { throw HTTPError.unauthorized(.wrongPassword) }
        do {
            let attempt = try await throttle.begin(name, from: context.client)
            guard let member = DemoMembers.member(name, password: login.password) else {
                throw HTTPError.unauthorized(.wrongPassword)
            }
            try await throttle.succeed(attempt)
            return unstored(Messages.Tokens(try await sessions.signIn(member, label: login.device)))
        } catch let error as TooManyAttempts {
            throw HTTPError.tooManyRequests(retryAfter: error.retryAfter)
        }
    }

    @Sendable private func refresh(_ request: Request, _ context: LoginContext) async throws -> some ResponseGenerator {
        let refresh = try await request.decode(as: Messages.Refresh.self, context: context)
        do {
            return unstored(Messages.Tokens(try await sessions.refresh(refresh.refreshToken)))
        } catch SessionError.Code.reuseDetected {
            throw HTTPError.unauthorized(.reused)
        } catch SessionError.Code.unknownToken {
            throw HTTPError.unauthorized(.unknown)
        }
    }

    @Sendable private func me(_ request: Request, _ context: MemberContext) async throws -> Messages.Me {
        Messages.Me(name: context.session.user.id, fullName: context.session.user.fullName)
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> [Messages.SessionView] {
        try await sessions.sessions(of: context.session.userID).map { session in
            Messages.SessionView(session, isCurrent: session.id == context.session.id)
        }
    }

    @Sendable private func logout(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await sessions.signOut(sessionID: context.session.id)
        return .noContent
    }

    @Sendable private func logoutEverywhere(
        _ request: Request, _ context: MemberContext
    ) async throws -> Messages.Ended {
        Messages.Ended(sessions: try await sessions.signOutEverywhere(context.session.userID))
    }

    /// Tokens are for the client and for nobody on the way.
    private func unstored<Body: ResponseGenerator>(_ body: Body) -> EditedResponse<Body> {
        EditedResponse(headers: [.cacheControl: "no-store"], response: body)
    }
}
#endif
