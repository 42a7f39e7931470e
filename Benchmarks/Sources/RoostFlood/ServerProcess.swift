import Foundation

/// The example server, as a process of its own.
final class ServerProcess {
    let port: UInt16
    private let process = Process()

    init(_ executable: String, in folder: URL) throws {
        let log = folder.appendingPathComponent("log")
        try Data().write(to: log)
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = [folder.appendingPathComponent("store").path, "0"]
        process.standardOutput = try FileHandle(forWritingTo: log)
        try process.run()
        port = try Self.port(in: log, of: process)
    }

    private static func port(in log: URL, of process: Process) throws -> UInt16 {
        let marker = "listening on 127.0.0.1:"
        while process.isRunning {
            let text = try String(contentsOf: log, encoding: .utf8)
            if let range = text.range(of: marker), let port = UInt16(text[range.upperBound...].prefix { $0.isNumber }) {
                return port
            }
            usleep(10_000)
        }
        throw Flooded("the server has not started")
    }

    /// Bytes of memory that are its own.
    func memory() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
        let pages = text.split(separator: " ").compactMap { Int($0) }
        guard pages.count > 2 else { throw Flooded("the server has ended") }
        return (pages[1] - pages[2]) * Int(getpagesize())
    }

    /// Asks it to end, and waits until it has.
    func stop() throws {
        let start = Date()
        process.terminate()
        process.waitUntilExit()
        print("the server ended \(String(format: "%.1f", -start.timeIntervalSinceNow)) s after it was asked to")
        guard process.terminationStatus == 0 else {
            throw Flooded("the server ended with \(process.terminationStatus)")
        }
    }

    func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }
}
