import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct CompactionPieceTests {
    /// A store with files: 1 KB under each of many keys.
    private func makeStore(_ keys: [[UInt8]]) throws -> LevelDBStore {
        var options = LevelDBOptions()
        options.writeBufferBytes = 64 << 10
        options.maxFileBytes = 1 << 20
        options.compression = false
        let store = try LevelDBStore.inMemory(options: options)
        for start in stride(from: 0, to: keys.count, by: 100) {
            let batch = WriteBatch()
            for key in keys[start..<min(start + 100, keys.count)] {
                batch.put(key, [UInt8](repeating: 7, count: 1_000))
            }
            try store.commit(batch, durability: .buffered, readSet: nil)
        }
        // The memtable is in no estimate.
        try store.compact(.all)
        return store
    }

    private func pieces(of range: KeyRange, in store: LevelDBStore, bytes: UInt64) throws -> [KeyRange] {
        let parts = CompactionPieces(store: store, bytes: bytes)
        var pieces: [KeyRange] = []
        var rest: KeyRange? = range
        while let next = rest {
            let (piece, behind) = try parts.first(of: next)
            pieces.append(piece)
            rest = behind
        }
        return pieces
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func piecesCoverTheRangeAndAreSmall(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        // Keys that agree in a long prefix, as those of one index do, and others all over the place.
        let common = [UInt8](repeating: 5, count: Int.random(in: 0...40, using: &random))
        let keys = (0..<2_000).map { number -> [UInt8] in
            let tail = (0..<Int.random(in: 1...12, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            return (number % 4 == 0 ? [] : common) + tail
        }
        let store = try makeStore(keys)
        let ranges = [KeyRange.all, KeyRange(prefix: common + [1]), KeyRange(lower: [3], upper: [9, 9])]
        for range in ranges {
            let bytes: UInt64 = 100 << 10
            let total = try store.approximateSizes(of: [range]).reduce(0, +)
            let pieces = try pieces(of: range, in: store, bytes: bytes)
            #expect(pieces.first?.lower == range.lower && pieces.last?.upper == range.upper, "seed \(seed)")
            for (piece, next) in zip(pieces, pieces.dropFirst()) {
                #expect(piece.upper == next.lower && !piece.isEmpty, "seed \(seed)")
            }
            for piece in pieces {
                #expect(try store.approximateSizes(of: [piece]).reduce(0, +) <= bytes, "seed \(seed): \(piece)")
            }
            #expect(pieces.count <= 1 + Int(total / (bytes / 2)), "seed \(seed): \(pieces.count) for \(total) bytes")
        }
    }

    @Test func aSmallRangeIsOnePiece() throws {
        let store = try makeStore((0..<50).map { [1, $0] })
        #expect(try pieces(of: .all, in: store, bytes: 32 << 20) == [.all])
        #expect(try pieces(of: KeyRange(lower: [9], upper: [8]), in: store, bytes: 1).count == 1)
    }

    @Test func keysThatCannotBePartedStayTogether() throws {
        let store = try makeStore([[1], [2]])
        let pieces = try pieces(of: .all, in: store, bytes: 1)
        #expect(pieces.last?.upper == nil)
        #expect(pieces.count < 30)
    }
}
