import Foundation

/// A blocking connection to a server on this machine, from an address of one's own: all of 127.0.0.0/8 is this machine.
struct HTTPConnection: ~Copyable {
    struct Failure: Error {
        let call: String
        let code = errno
    }

    struct Response {
        let status: Int
        let body: Data

        func text(_ member: String) -> String? {
            (try? JSONSerialization.jsonObject(with: body) as? [String: Any])?[member] as? String
        }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    init(from address: UInt32, to port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        var one: Int32 = 1
        var timeout = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        guard Self.with(address, 0, { bind(descriptor, $0, $1) }) == 0 else { throw Failure(call: "bind") }
        guard Self.with(0x7F00_0001, port, { connect(descriptor, $0, $1) }) == 0 else {
            throw Failure(call: "connect")
        }
    }

    deinit { close(descriptor) }

    private static func with(
        _ address: UInt32, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = address.bigEndian
        return withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
    }

    /// Sends a request and waits for the whole of its response.
    mutating func exchange(_ request: HTTPText) throws -> Response {
        try send(request.bytes)
        let head = try readHead()
        let length =
            head.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) } ?? 0
        while received.count < length { try receive() }
        let body = Data(received.prefix(length))
        received.removeFirst(length)
        guard let status = head.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Failure(call: "read")
        }
        return Response(status: status, body: body)
    }

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send") }
            sent += count
        }
    }

    private mutating func readHead() throws -> [Substring] {
        while true {
            if let end = received.firstRange(of: [13, 10, 13, 10]) {
                let text = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                received.removeFirst(end.upperBound)
                return text.split(separator: "\r\n")
            }
            try receive()
        }
    }

    private mutating func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Failure(call: "recv") }
        received += buffer.prefix(count)
    }
}
