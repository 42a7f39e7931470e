#if Hummingbird
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Logs which route was asked for and how it ended. What clients send may hold tokens, so none of it is logged: no headers,
/// no bodies, no query.
///
/// A client that leaves in the middle of its request is logged apart: it was sent nothing, and nothing has failed.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request, context: LoginContext, next: (Request, LoginContext) async throws -> Response
    ) async throws -> Response {
        do {
            let response = try await next(request, context)
            log("Request", request, context, response.status)
            return response
        } catch {
            switch Ending(of: error, isConnected: context.isConnected) {
            case .answered(let status): log("Request", request, context, status)
            case .left: log("The client left", request, context, nil)
            case .stopped:
                log("Request", request, context, .serviceUnavailable)
                throw HTTPError(.serviceUnavailable)
            }
            throw error
        }
    }

    private func log(
        _ message: Logger.Message, _ request: Request, _ context: LoginContext, _ status: HTTPResponse.Status?
    ) {
        var metadata: Logger.Metadata = ["method": "\(request.method)", "route": "\(context.endpointPath ?? "none")"]
        metadata["status"] = status.map { "\($0.code)" }
        context.logger.info(message, metadata: metadata)
    }
}

/// How a request ends that has thrown an error.
private enum Ending {
    case answered(HTTPResponse.Status)
    /// Nobody is there to be answered.
    case left
    /// The server was told to stop before it had an answer.
    case stopped

    init(of error: any Error, isConnected: Bool) {
        guard isConnected else {
            self = .left
            return
        }
        switch error {
        case let error as any HTTPResponseError: self = .answered(error.status)
        case HTTPParserError.invalidEOFState, is ChannelError, is IOError: self = .left
        case is HTTPParserError: self = .answered(.badRequest)
        case is CancellationError: self = .stopped
        default: self = .answered(.internalServerError)
        }
    }
}
#endif
