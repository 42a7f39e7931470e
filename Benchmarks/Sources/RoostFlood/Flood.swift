import Foundation
import Measuring

/// One flood: an innocent client alone, and then with the attackers.
struct Flood {
    let server: ServerProcess
    let kinds: [Attack]
    let clients: Int
    let seconds: Int
    let priority: Int32

    func run() throws {
        print("== \(kinds.map(\.rawValue).joined(separator: ", "))")
        var innocent = try Innocent(port: server.port)
        let shared = try stormTokens()
        // So that what is compared is warm.
        _ = try measure(&innocent, seconds: max(1, seconds / 10))
        let alone = try measure(&innocent, seconds: max(2, seconds / 3))
        let attackers = Attackers(port: server.port, shared: shared)
        attackers.start(kinds, clients: clients, priority: priority)
        let flooded: Measured
        do {
            flooded = try measure(&innocent, seconds: seconds)
        } catch {
            _ = attackers.stop()
            throw error
        }
        let answers = attackers.stop()
        show(answers)
        Measured.show(alone: alone, flooded: flooded)
    }

    /// Sessions for the clients of a refresh storm to share.
    private func stormTokens() throws -> RefreshTokens {
        var connection = try HTTPConnection(from: 0x7F01_0002, to: server.port)
        return RefreshTokens(
            try (0..<4).map { _ in
                let response = try connection.exchange(.login("grace", "demo-only-1906"))
                guard let token = response.text("refreshToken") else { throw Flooded("no session for the storm") }
                return token
            })
    }

    private func measure(_ innocent: inout Innocent, seconds: Int) throws -> Measured {
        innocent.forget()
        var memory: [Double] = []
        let end = nanoseconds() + UInt64(seconds) * 1_000_000_000
        var nextSample: UInt64 = 0
        while nanoseconds() < end {
            if nanoseconds() >= nextSample {
                memory.append(Double(try server.memory()) / 1_048_576)
                nextSample = nanoseconds() + 250_000_000
            }
            try innocent.act()
        }
        return Measured(
            reads: innocent.reads, refreshes: innocent.refreshes, signIns: innocent.signIns, memory: memory)
    }

    private func show(_ answers: [Attack: [Int: Int]]) {
        for kind in kinds {
            let statuses = answers[kind, default: [:]].sorted { $0.key < $1.key }
            let total = statuses.reduce(0) { $0 + $1.value }
            let parts = statuses.map { "\($1) x \($0 == 0 ? "no answer" : "\($0)")" }.joined(separator: ", ")
            print("\(kind.rawValue): \(total / seconds) requests a second (\(parts))")
        }
    }
}
