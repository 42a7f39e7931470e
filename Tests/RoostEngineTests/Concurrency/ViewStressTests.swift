import RoostEngineTesting
import Testing

@testable import RoostEngine

/// Views while others commit: whichever way they are read, they show one state.
@Suite struct ViewStressTests {
    private static let keys = (UInt8(0)..<40).map { [$0] }

    /// What every key holds after a commit, apart from those that it deletes.
    private static func value(_ commit: UInt32) -> [UInt8] {
        withUnsafeBytes(of: commit) { Array($0) } + [UInt8](repeating: 0, count: 40)
    }

    @Test(arguments: 0..<3) func everyReadOfAViewIsOfOneCommit(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.writeBufferBytes = 64 << 10
        let store = try LevelDBStore.open(at: folder.path("store"), options: options)
        try store.commit { batch in for key in Self.keys { batch.put(key, Self.value(0)) } }
        let isDone = Guarded(false)
        let failures = Guarded<[String]>([])
        let readers = try (0..<3).map { reader in
            try TestThread {
                do {
                    var random = SeededGenerator(seed: seed &* 10 &+ UInt64(reader))
                    while !isDone.withLock({ $0 }) {
                        if let failure = try Self.readView(of: store, &random) {
                            failures.withLock { $0.append(failure) }
                        }
                    }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        for commit in UInt32(1)..<800 {
            try store.commit { batch in
                for (position, key) in Self.keys.enumerated() {
                    if (position + Int(commit)).isMultiple(of: 5) {
                        batch.delete(key)
                    } else {
                        batch.put(key, Self.value(commit))
                    }
                }
            }
        }
        isDone.withLock { $0 = true }
        for reader in readers { reader.join() }
        #expect(failures.withLock { Array($0.prefix(3)) } == [], "seed \(seed)")
        try store.close()
    }

    /// Reads one view in some ways; says what is wrong with what it shows, if something is.
    private static func readView(of store: LevelDBStore, _ random: inout SeededGenerator) throws -> String? {
        let view = try store.makeView()
        defer { view.close() }
        var first: [[UInt8]?]?
        for _ in 0..<4 {
            var values: [[UInt8]?]
            switch Int.random(in: 0..<3, using: &random) {
            case 0: values = try keys.map { try view.value($0) }
            case 1: values = try view.values(keys)
            default:
                values = Array(repeating: nil, count: keys.count)
                let limit = ScanLimit(entries: Int.random(in: 1...50, using: &random))
                for entry in try ViewScanner(view).entries(in: .all, .forward, limit) {
                    values[Int(entry.key[0])] = entry.value
                }
            }
            if Set(values.compactMap { $0 }).count > 1 { return "values of several commits" }
            if let first, first != values { return "a view that changes" }
            first = values
        }
        return nil
    }
}
