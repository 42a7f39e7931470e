import Foundation
import Roost
import RoostRepositories

/// Read transactions that stay open for a second while everything around them changes: what they see must not.
struct HeldReads {
    let store: SoakStore
    let tally: Tally

    func run() async {
        while !Task.isCancelled {
            do {
                try await store.database.read { tx in
                    let before = try Self.beats(tx)
                    Thread.sleep(forTimeInterval: 1)
                    let after = try Self.beats(tx)
                    if before != after { tally.noteError("a read transaction saw \(before) beats, then \(after)") }
                }
                tally.note("held reads")
                try await Task.sleep(for: .seconds(4))
            } catch is CancellationError {
                return
            } catch {
                tally.noteError("held read: \(error)")
            }
        }
    }

    private static func beats(_ tx: ReadTransaction) throws -> [Int] {
        try [0, 1].map { try tx[Beat.self].get($0)?.beats ?? -1 }
    }
}
