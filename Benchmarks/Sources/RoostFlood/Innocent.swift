import Foundation
import Measuring

/// A member who does what members do, at an address of her own, and measures how long it takes.
struct Innocent: ~Copyable {
    private var connection: HTTPConnection
    private var accessToken: String
    private var refreshToken: String
    private var count = 0
    /// Microseconds.
    private(set) var reads: [Double] = []
    private(set) var refreshes: [Double] = []
    private(set) var signIns: [Double] = []

    private static let address: UInt32 = 0x7F01_0001

    init(port: UInt16) throws {
        var connection = try HTTPConnection(from: Self.address, to: port)
        (accessToken, refreshToken) = try Self.tokens(in: connection.exchange(.login("ada", "demo-only-1815")))
        self.connection = connection
    }

    mutating func forget() { (reads, refreshes, signIns) = ([], [], []) }

    /// One request: of a hundred 90 are reads, 9 refreshes, and every 500th is a new login. Then a pause of 10 ms.
    mutating func act() throws {
        count += 1
        let start = nanoseconds()
        if count.isMultiple(of: 500) {
            (accessToken, refreshToken) = try Self.tokens(in: connection.exchange(.login("ada", "demo-only-1815")))
            signIns.append(Double(nanoseconds() - start) / 1_000)
        } else if count.isMultiple(of: 10) {
            (accessToken, refreshToken) = try Self.tokens(
                in: connection.exchange(.post("/refresh", ["refreshToken": refreshToken])))
            refreshes.append(Double(nanoseconds() - start) / 1_000)
        } else {
            let response = try connection.exchange(.get("/me", token: accessToken))
            guard response.status == 200 else { throw Flooded("an innocent client was answered \(response.status)") }
            reads.append(Double(nanoseconds() - start) / 1_000)
        }
        usleep(10_000)
    }

    private static func tokens(in response: HTTPConnection.Response) throws -> (access: String, refresh: String) {
        guard let access = response.text("accessToken"), let refresh = response.text("refreshToken") else {
            throw Flooded("an innocent client was answered \(response.status)")
        }
        return (access, refresh)
    }
}

/// What must not happen.
struct Flooded: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
