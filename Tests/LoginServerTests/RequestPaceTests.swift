#if Hummingbird
import Foundation
import HTTPTypes
import NIOCore
import RoostEngineTesting
import Testing

@testable import LoginServer

/// Who is held back for how long, by times that only the tests give.
@Suite(.timeLimit(.minutes(10))) struct RequestPaceTests {
    private let start = Date(timeIntervalSinceReferenceDate: 0)

    private func address(_ number: Int) throws -> ClientAddress {
        ClientAddress(try SocketAddress(ipAddress: "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)", port: 1))
    }

    @Test func whoIsRefusedAllTheTimeIsHeldBack() throws {
        let pace = RequestPace(PaceLimits())
        var waits: [TimeInterval] = []
        for _ in 0..<60 {
            waits.append(try pace.begin(address(1), at: start))
            pace.end(try address(1), isRefused: true)
        }
        #expect(waits.prefix(40).allSatisfy { $0 == 0 })
        // One each second, and none for longer than the longest wait, however many have come.
        #expect(waits[40..<50].elementsEqual((1...10).map { Double($0) }))
        #expect(waits[50...].allSatisfy { $0 == 10 })
        #expect(try pace.begin(address(2), at: start) == 0)
        #expect(try pace.begin(address(1), at: start + 11) == 0)
    }

    @Test func whoIsServedIsNotHeldBack() throws {
        let pace = RequestPace(PaceLimits())
        for request in 0..<10_000 {
            #expect(try pace.begin(address(1), at: start + Double(request) * 0.011) == 0)
            pace.end(try address(1), isRefused: false)
        }
    }

    @Test func requestsAreLimitedToo() throws {
        let pace = RequestPace(PaceLimits())
        var free = 0
        for _ in 0..<500 {
            if try pace.begin(address(1), at: start) == 0 { free += 1 }
            pace.end(try address(1), isRefused: false)
        }
        #expect(free == 200)
    }

    @Test func manyAddressesTakeBoundedRoom() throws {
        var limits = PaceLimits()
        limits.addresses = 100
        let pace = RequestPace(limits)
        var waits = 0
        for number in 0..<5_000 {
            if try pace.begin(address(number), at: start) > 0 { waits += 1 }
            pace.end(try address(number), isRefused: true)
        }
        #expect(pace.count <= 101)
        #expect(waits > 4_000)
        // Those that are whole again make room.
        #expect(try pace.begin(address(9_000), at: start + 100) == 0)
        #expect(pace.count <= 2)
    }

    @Test func requestsAreAnsweredOnceTheirTimeHasCome() async throws {
        let clock = ManualClock()
        var limits = PaceLimits()
        limits.refusals = Allowance(burst: 2, interval: 5)
        try await TestServer(pace: limits, pausing: clock).run { client in
            for _ in 0..<2 {
                let status = try await client.status(.get, "/me")
                #expect(status == 401)
            }
            async let third = client.status(.get, "/me")
            let wait = await clock.sleeper()
            #expect(wait > .zero && wait <= .seconds(5))
            clock.wake()
            let status = try await third
            #expect(status == 401)
        }
    }
}
#endif
