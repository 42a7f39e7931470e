import Foundation
import Roost
import RoostRepositories

/// Stores thumbnails and snapshots, one of each at a time.
struct Writer {
    private static let thumbnailBytes = 60_000

    let store: Store
    private var generator = SeededGenerator(seed: 7)
    private var thumbnail: [UInt8] = []
    private(set) var rounds = 0

    init(_ store: Store) {
        self.store = store
        // As little to be compressed as a JPEG file is.
        for _ in 0..<Self.thumbnailBytes { thumbnail.append(UInt8.random(in: 0...255, using: &generator)) }
    }

    mutating func write() async throws {
        rounds += 1
        thumbnail[rounds] &+= 1
        try await store.thumbnails.set(thumbnail, for: Self.key(rounds), ttl: .forever)
        try await store.db[Snapshot.self].add(Snapshot(at: store.clock.now, using: &generator))
        store.clock.advance(by: 1)
    }

    static func key(_ round: Int) -> String { "thumbnail/" + String(10_000_000 + round) }
}
