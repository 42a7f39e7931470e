#if Hummingbird
import NIOCore

/// Tells ``ConnectionDeadlines``, which sees whole heads only, that the first bytes of one have come. The first handler of a
/// connection.
final class ByteArrivals: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    struct Event: Sendable {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(Event())
        context.fireChannelRead(data)
    }
}
#endif
