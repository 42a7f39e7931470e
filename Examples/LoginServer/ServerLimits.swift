#if Hummingbird
/// How long the server waits for a client, and how many connections it keeps. See README.md beside this file.
struct ServerLimits: Sendable {
    /// From the opening of a connection, or the end of a response, to the first byte of the next request.
    var idle = Duration.seconds(30)
    /// From the first byte of a request to the end of its head.
    var head = Duration.seconds(5)
    /// From the end of the head to the end of the body, however steadily it comes in.
    var body = Duration.seconds(10)
    /// From the end of a request to the last byte of its response on the way, also where the client does not read it.
    var response = Duration.seconds(30)
    /// From the beginning of a graceful shutdown to the end of every connection.
    var drain = Duration.seconds(5)
    /// Connections of all clients. Further ones wait to be accepted.
    var connections = 1_000
    /// Connections of one address. Further ones are closed at once.
    var connectionsOfAddress = 100
    /// Bytes of one header field, and of all of a request; and how many fields.
    var headerField = 4_096
    var headerFields = 16_384
    var headerFieldCount = 64

    func duration(of phase: ConnectionPhases.Phase) -> Duration {
        switch phase {
        case .idle: idle
        case .head: head
        case .body: body
        case .response: response
        }
    }
}
#endif
