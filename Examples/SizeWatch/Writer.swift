import Foundation
import Roost
import RoostRepositories

/// Stores thumbnails and snapshots, one of each at a time.
struct Writer {
    private static let thumbnailBytes = 60_000

    let store: Store
    var generator = SeededGenerator(seed: 7)
    private(set) var rounds = 0

    init(_ store: Store) {
        self.store = store
    }

    mutating func write() async throws {
        rounds += 1
        var thumbnail = [UInt8](repeating: 0, count: Self.thumbnailBytes)
        thumbnail.withUnsafeMutableBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: 8) {
                bytes.storeBytes(of: generator.next(), toByteOffset: start, as: UInt64.self)
            }
        }
        try await store.thumbnails.set(thumbnail, for: "thumbnail/\(rounds)", ttl: .forever)
        try await store.db[Snapshot.self].add(Snapshot(at: store.clock.now, using: &generator))
        store.clock.advance(by: 1)
    }
}
