#if Hummingbird
import NIOCore
import NIOPosix

/// A connection whose client says what it likes.
enum RawConnection {
    /// Sends a text, and no more; returns what the server says until it closes the connection.
    static func send(
        _ text: String, to port: Int, whenSent: @escaping @Sendable () -> Void = {}
    ) async throws -> String {
        try await connect(to: port).executeThenClose { inbound, outbound in
            if !text.isEmpty { try await outbound.write(ByteBuffer(string: text)) }
            whenSent()
            var answer = ""
            do {
                for try await buffer in inbound { answer += String(buffer: buffer) }
            } catch is IOError {
                // Closed all the same.
            }
            return answer
        }
    }

    /// Sends a text and closes the connection at once.
    static func sendAndLeave(_ text: String, to port: Int) async throws {
        try await connect(to: port).executeThenClose { _, outbound in
            try await outbound.write(ByteBuffer(string: text))
        }
    }

    private static func connect(to port: Int) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
            }
    }
}
#endif
