import Foundation
import Measuring

/// The clients of all kinds of attack, each a thread, until they are told to stop.
///
/// `@unchecked Sendable`: everything that changes is behind the lock.
final class Attackers: @unchecked Sendable {
    private let port: UInt16
    private let shared: RefreshTokens
    private let lock = NSCondition()
    private var isEnding = false
    private var running = 0
    /// Answers by kind and status; 0 where the connection broke.
    private var answers: [Attack: [Int: Int]] = [:]

    init(port: UInt16, shared: RefreshTokens) {
        self.port = port
        self.shared = shared
    }

    /// - Parameter priority: the niceness of the threads. What attackers compute is no load of the server's machine where they
    ///   have machines of their own.
    func start(_ kinds: [Attack], clients: Int, priority: Int32) {
        for kind in kinds {
            for client in 0..<clients {
                lock.withLock { running += 1 }
                let thread = Thread { [self] in
                    // On Linux the niceness is of the thread.
                    setpriority(Int32(PRIO_PROCESS.rawValue), 0, priority)
                    attack(kind, client)
                    lock.withLock {
                        running -= 1
                        lock.broadcast()
                    }
                }
                thread.stackSize = 256 << 10
                thread.start()
            }
        }
    }

    /// Ends all of them, and returns what they were answered.
    func stop() -> [Attack: [Int: Int]] {
        lock.withLock {
            isEnding = true
            while running > 0 { lock.wait() }
            return answers
        }
    }

    private func attack(_ kind: Attack, _ client: Int) {
        var generator = SeededGenerator(seed: UInt64(kind.address(of: client)))
        while !lock.withLock({ isEnding }) {
            do {
                var connection = try HTTPConnection(from: kind.address(of: client), to: port)
                while !lock.withLock({ isEnding }) {
                    let response = try connection.exchange(kind.request(using: &generator, shared: shared))
                    count(kind, response.status)
                    if kind == .refreshStorm, let token = response.text("refreshToken") { shared.granted(token) }
                }
            } catch {
                count(kind, 0)
                // What is refused at once is not asked for in a closed loop.
                usleep(10_000)
            }
        }
    }

    private func count(_ kind: Attack, _ status: Int) {
        lock.withLock { answers[kind, default: [:]][status, default: 0] += 1 }
    }
}
