#if Hummingbird
import Foundation
import Hummingbird
import ServiceLifecycle

/// Holds requests back by ``RequestPace``.
struct PaceMiddleware: RouterMiddleware {
    let pace: RequestPace
    let clock: any Clock<Duration>
    private let start = ContinuousClock.now

    init(_ pace: RequestPace, clock: any Clock<Duration>) {
        self.pace = pace
        self.clock = clock
    }

    func handle(
        _ request: Request, context: LoginContext, next: (Request, LoginContext) async throws -> Response
    ) async throws -> Response {
        let now = Date(timeIntervalSinceReferenceDate: start.duration(to: .now) / .seconds(1))
        let wait = pace.begin(context.client, at: now)
        var isRefused = true
        defer { pace.end(context.client, isRefused: isRefused) }
        if wait > 0 { try await pause(.seconds(wait)) }
        let response = try await next(request, context)
        isRefused = response.status.code >= 400
        return response
    }

    /// A shutdown does not wait for it.
    private func pause(_ duration: Duration) async throws {
        try await cancelWhenGracefulShutdown { try await clock.sleep(for: duration) }
        try Task.checkCancellation()
    }
}
#endif
