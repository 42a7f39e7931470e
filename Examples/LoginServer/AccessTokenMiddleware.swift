#if Hummingbird
import Hummingbird
import RoostRepositories

/// Lets requests in that bring a valid access token: `Authorization: Bearer ...` (RFC 6750).
struct AccessTokenMiddleware: RouterMiddleware {
    let sessions: Sessions<Member>

    func handle(
        _ request: Request, context: LoginContext, next: (Request, LoginContext) async throws -> Response
    ) async throws -> Response {
        guard let token = request.bearerToken else { throw HTTPError.unauthorized(.noToken) }
        var context = context
        do {
            context.session = try sessions.authenticate(accessToken: token)
        } catch SessionError.Code.expired {
            throw HTTPError.unauthorized(.expired)
        } catch SessionError.Code.unknownToken {
            throw HTTPError.unauthorized(.unknown)
        }
        return try await next(request, context)
    }
}

extension Request {
    /// The text behind `Bearer`; nil when it is not that scheme.
    fileprivate var bearerToken: String? {
        guard let field = headers[.authorization] else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}
#endif
