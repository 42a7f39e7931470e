#if Hummingbird
import HTTPTypes
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import LoginServer

/// One connection, by a clock that only the tests move.
@Suite struct ConnectionDeadlinesTests {
    private let channel: EmbeddedChannel
    private let counts = ConnectionCounts()
    private let limits = ServerLimits()

    init() throws {
        let deadlines = ConnectionDeadlines(limits, counting: counts, logger: Logger(label: "test"))
        channel = EmbeddedChannel(handler: deadlines)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    private func pass(_ duration: Duration) { channel.embeddedEventLoop.advanceTime(by: TimeAmount(duration)) }

    private func arrive() { channel.pipeline.fireUserInboundEventTriggered(ByteArrivals.Event()) }

    private func head() throws {
        arrive()
        try channel.writeInbound(
            HTTPRequestPart.head(HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/login")))
    }

    private func end() throws { try channel.writeInbound(HTTPRequestPart.end(nil)) }

    private func respond() throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    /// Expects that the connection is closed at the end of a time, and not before.
    private func expectClosed(after duration: Duration, sourceLocation: SourceLocation = #_sourceLocation) {
        pass(duration - .milliseconds(1))
        #expect(channel.isActive, sourceLocation: sourceLocation)
        pass(.milliseconds(1))
        #expect(!channel.isActive, sourceLocation: sourceLocation)
    }

    @Test func whoSaysNothingIsNotWaitedFor() { expectClosed(after: limits.idle) }

    @Test func dropsOfAHeadDoNotProlongIt() {
        pass(.seconds(20))
        for _ in 0..<9 {
            arrive()
            pass(.milliseconds(500))
        }
        expectClosed(after: limits.head - .milliseconds(4_500))
    }

    @Test func dropsOfABodyDoNotProlongIt() throws {
        pass(.seconds(3))
        try head()
        for _ in 0..<9 {
            arrive()
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
            pass(.seconds(1))
        }
        expectClosed(after: limits.body - .seconds(9))
    }

    @Test func theServerHasItsTimeToAnswer() throws {
        try head()
        pass(.seconds(9))
        try end()
        pass(.seconds(29))
        try respond()
        expectClosed(after: limits.idle)
    }

    @Test func whoDoesNotTakeItsAnswerIsNotWaitedFor() throws {
        try head()
        try end()
        // Never flushed: what a client does not read stays behind.
        channel.write(HTTPResponsePart.end(nil), promise: nil)
        expectClosed(after: limits.response)
    }

    @Test func honestClientsMayStay() throws {
        for _ in 0..<200 {
            pass(.seconds(29))
            arrive()
            pass(.seconds(4))
            try head()
            pass(.seconds(9))
            try end()
            pass(.seconds(20))
            try respond()
        }
        #expect(channel.isActive)
    }

    @Test func ofPipelinedRequestsEachIsAnswered() throws {
        try head()
        try end()
        try head()
        try end()
        pass(.seconds(29))
        try respond()
        pass(.seconds(29))
        try respond()
        expectClosed(after: limits.idle)
    }

    @Test(arguments: ["idle", "head", "body", "response"]) func aShutdownEndsIt(phase: String) throws {
        if phase == "head" { arrive() }
        if phase == "body" || phase == "response" { try head() }
        if phase == "response" { try end() }
        pass(.seconds(1))
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        expectClosed(after: phase == "head" ? limits.head - .seconds(1) : limits.drain)
    }

    @Test func connectionsOfAnAddressAreCounted() throws {
        let address = ClientAddress(try SocketAddress(ipAddress: "192.0.2.1", port: 2))
        for _ in 1..<limits.connectionsOfAddress { #expect(counts.open(address, limit: limits.connectionsOfAddress)) }
        #expect(!counts.open(address, limit: limits.connectionsOfAddress))
        try channel.close().wait()
        #expect(counts.open(address, limit: limits.connectionsOfAddress))
        #expect(!counts.open(address, limit: limits.connectionsOfAddress))
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:1:2::3", "20010db800010002/64"),
        ("2001:db8:1:2:ffff::", "20010db800010002/64"), ("::1", "0000000000000000/64"),
    ])
    func addressesThatOneClientHasAreOne(text: String, key: String) throws {
        #expect(ClientAddress(try SocketAddress(ipAddress: text, port: 1)).text == key)
    }
}
#endif
