#if Hummingbird
/// What a connection is waited for. Each phase has a time of its own, which begins anew only with progress that a client
/// cannot make in small drops: a whole head, a whole body, a whole response.
struct ConnectionPhases {
    enum Phase: Equatable {
        /// For the next request.
        case idle
        /// For the rest of a head.
        case head
        /// For the rest of a body.
        case body
        /// For the server to answer, and for the client to take the answer.
        case response
    }

    private enum Reading {
        case nothing, head, body
    }

    private var reading = Reading.nothing
    /// Requests whose head was read and whose response is not on its way; more than one where a client pipelines.
    private var unanswered = 0

    var phase: Phase {
        switch reading {
        case .body: .body
        case .nothing, .head: unanswered > 0 ? .response : reading == .head ? .head : .idle
        }
    }

    /// Whether the time of the phase begins anew.
    mutating func bytesArrived() -> Bool {
        guard reading == .nothing else { return false }
        reading = .head
        return unanswered == 0
    }

    mutating func headArrived() {
        reading = .body
        unanswered += 1
    }

    mutating func requestEnded() { reading = .nothing }

    mutating func responseEnded() { unanswered = max(0, unanswered - 1) }
}
#endif
