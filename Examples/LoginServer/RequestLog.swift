#if Hummingbird
import Hummingbird
import Logging

/// Logs which route was asked for and how it ended. What clients send may hold tokens, so none of it is logged: no headers,
/// no bodies, no query.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await next(request, context)
            log(request, context, response.status)
            return response
        } catch {
            log(request, context, (error as? any HTTPResponseError)?.status ?? .internalServerError)
            throw error
        }
    }

    private func log(_ request: Request, _ context: Context, _ status: HTTPResponse.Status) {
        context.logger.info(
            "Request",
            metadata: [
                "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")", "status": "\(status.code)",
            ])
    }
}
#endif
