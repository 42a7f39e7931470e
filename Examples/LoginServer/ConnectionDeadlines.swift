#if Hummingbird
import Logging
import NIOCore
import NIOHTTPTypes

/// Closes a connection that takes longer than ``ServerLimits`` allows, that is one too many of its address, or that is open
/// still when a graceful shutdown has to end.
final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private let connections: ConnectionCounts
    private let logger: Logger
    private var phases = ConnectionPhases()
    private var phaseEnd = NIODeadline.distantFuture
    /// When a graceful shutdown ends the connection, whatever it does.
    private var drainEnd = NIODeadline.distantFuture
    private var timer: (end: NIODeadline, task: Scheduled<Void>)?
    private var countedAddress: ClientAddress?

    init(_ limits: ServerLimits, counting connections: ConnectionCounts, logger: Logger) {
        self.limits = limits
        self.connections = connections
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            try context.channel.pipeline.syncOperations.addHandler(ByteArrivals(), position: .first)
        } catch {
            context.fireErrorCaught(error)
        }
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            phases.headArrived()
            restart(context)
        case .body: break
        case .end:
            phases.requestEnded()
            restart(context)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        // Not when it is written, but when the client has room for it.
        let written = promise ?? context.eventLoop.makePromise()
        written.futureResult.assumeIsolated().whenComplete { [self] _ in
            phases.responseEnded()
            restart(context)
        }
        context.write(data, promise: written)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ByteArrivals.Event:
            if phases.bytesArrived() { restart(context) }
            return
        case is ChannelShouldQuiesceEvent:
            drainEnd = min(drainEnd, context.eventLoop.now + TimeAmount(limits.drain))
            schedule(context)
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard countedAddress == nil else { return }
        let address = ClientAddress(context.channel.remoteAddress)
        guard connections.open(address, limit: limits.connectionsOfAddress) else {
            logger.debug("Closed a connection: its address has too many")
            context.close(promise: nil)
            return
        }
        countedAddress = address
        restart(context)
    }

    private func end() {
        timer?.task.cancel()
        timer = nil
        if let countedAddress { connections.close(countedAddress) }
        countedAddress = nil
    }

    private func restart(_ context: ChannelHandlerContext) {
        phaseEnd = context.eventLoop.now + TimeAmount(limits.duration(of: phases.phase))
        schedule(context)
    }

    /// A timer that would go off too early stays: it is set again when it does, which is rarer than a request.
    private func schedule(_ context: ChannelHandlerContext) {
        let end = min(phaseEnd, drainEnd)
        guard countedAddress != nil, timer.map({ $0.end > end }) ?? true else { return }
        timer?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: end) { [self] in
            timer = nil
            timerFired(context)
        }
        timer = (end, task)
    }

    private func timerFired(_ context: ChannelHandlerContext) {
        let now = context.eventLoop.now
        guard now >= min(phaseEnd, drainEnd) else {
            schedule(context)
            return
        }
        logger.debug(
            "Closed a connection that took too long",
            metadata: ["phase": "\(phases.phase)", "isShuttingDown": "\(drainEnd != .distantFuture)"])
        context.close(promise: nil)
    }
}

@available(*, unavailable)
extension ConnectionDeadlines: Sendable {}
#endif
