import RoostEngineTesting
import Testing

@testable import RoostEngine

@Suite struct BatchTableTests {
    /// Few different hashes, so that searches run into each other, also around the end of the table.
    @Test(arguments: UInt64(0)..<20)
    func entriesAreFoundAfterRemovals(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let hashes: [UInt32] = [0, 1, 13, 14, 15, 16, 31, 32, 0xFFFF_FFFF]
        var table = BatchTable()
        var filed: [Int: UInt32] = [:]
        for index in 0..<300 {
            let hash = generator.pick(hashes)
            table.insert(hash, index)
            filed[index] = hash
            if index % 3 == 0, let victim = filed.keys.sorted().randomElement(using: &generator) {
                table.remove(filed[victim] ?? 0, victim)
                filed[victim] = nil
            }
            for other in 0...index {
                let hash = filed[other]
                let found = hashes.contains { candidate in table.find(candidate) { $0 == other } != nil }
                #expect(found == (hash != nil), "seed \(seed), index \(other)")
            }
        }
    }

    @Test func hashesDependOnEveryByteAndTheLength() {
        var seen: Set<UInt32> = []
        var count = 0
        for length in 0..<40 {
            for position in 0...length {
                var bytes = Array(repeating: UInt8(0), count: length)
                if position < length { bytes[position] = 1 }
                seen.insert(bytes.withUnsafeBytes { ByteHash.hash($0) })
                count += 1
            }
        }
        // 820 strings in 4,294,967,296 hashes: one collision is already unlikely, three would be a bad hash.
        #expect(seen.count >= count - 2)
    }
}
