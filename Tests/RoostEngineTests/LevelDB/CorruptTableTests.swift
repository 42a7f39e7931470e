import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

/// Over a corrupt newer table LevelDB's iterators go on with older data, and only their status tells.
@Suite struct CorruptTableTests {
    /// Where a bit of the newer table is flipped, as a fraction of its size.
    @Test(arguments: [0.01, 0.3, 0.5, 0.8], [ScanDirection.forward, .reverse])
    func scansNeverShowOlderData(_ place: Double, _ direction: ScanDirection) throws {
        let damaged = try DamagedStore(place)
        let view = try damaged.store.makeView()
        let truth = direction == .forward ? damaged.truth : damaged.truth.reversed()
        let chunk = EntryChunk()
        var seen: [Entry] = []
        var rest = KeyRange.all
        var failure: EngineError?
        do throws(any Error) {
            while try view.scan(rest, direction, ScanLimit(entries: 50), keysOnly: false, into: chunk) == .more {
                seen += chunk.entries
                guard let last = seen.last else { break }
                if direction == .forward { rest.lower = last.key + [0] } else { rest.upper = last.key }
            }
            seen += chunk.entries
        } catch { failure = error as? EngineError }
        #expect(failure?.code == .corruption)
        #expect(chunk.isEmpty, "a chunk that failed is discarded")
        #expect(seen == Array(truth.prefix(seen.count)), "what was read before the damage is the newest data")
        // The view is condemned, also for keys that are intact.
        let intact = truth[0].key
        let get = #expect(throws: EngineError.self) { try view.value(intact) }
        let many = #expect(throws: EngineError.self) { try view.values([intact]) }
        let scan = #expect(throws: EngineError.self) { try ViewScanner(view).entries(in: KeyRange(prefix: intact)) }
        #expect([get, many, scan].map { $0?.code } == [.corruption, .corruption, .corruption])
    }

    @Test(arguments: [0.01, 0.5]) func pointReadsNeverShowOlderData(_ place: Double) throws {
        let damaged = try DamagedStore(place)
        let truth = Dictionary(uniqueKeysWithValues: damaged.truth.map { ($0.key, $0.value) })
        var corruptGets = 0
        var corruptViews = 0
        for key in DamagedStore.keys {
            do {
                #expect(try damaged.store.value(key) == truth[key])
            } catch let error as EngineError where error.code == .corruption { corruptGets += 1 }
            let view = try damaged.store.makeView()
            do {
                #expect(try view.values([key]) == [truth[key]])
            } catch let error as EngineError where error.code == .corruption { corruptViews += 1 }
        }
        #expect(corruptGets > 0 && corruptGets < DamagedStore.keys.count)
        #expect(corruptViews > 0 && corruptViews < DamagedStore.keys.count)
    }
}

extension CorruptTableTests {
    /// LevelDB calls a missing file "not found", just like a missing key.
    @Test func aMissingTableIsNotAMissingKey() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let first = try LevelDBStore.open(at: path)
        try first.commit { $0.put([1], [1]) }
        try first.compact(.all)
        try first.close()
        let store = try LevelDBStore.open(at: path)
        let view = try store.makeView()
        for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(".ldb") {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
        let get = #expect(throws: EngineError.self) { try store.value([1]) }
        let viewed = #expect(throws: EngineError.self) { try view.value([1]) }
        let scanned = #expect(throws: EngineError.self) { try store.entries() }
        #expect([get, viewed, scanned].map { $0?.code } == [.io, .io, .io])
        view.close()
        try store.close()
    }
}

/// 2,000 keys in a table; a newer table, one bit of which is flipped, overwrites some and deletes some.
private struct DamagedStore {
    let folder: TemporaryFolder
    let store: LevelDBStore
    static let keys = (0..<2000).map { Array("key \($0 + 1000)".utf8) }
    /// What is stored.
    let truth: [Entry]

    init(_ place: Double) throws {
        folder = try TemporaryFolder()
        let path = folder.path("store")
        var options = LevelDBOptions()
        options.compression = false
        let old = Array(repeating: UInt8(1), count: 200)
        let new = Array(repeating: UInt8(2), count: 200)
        let first = try LevelDBStore.open(at: path, options: options)
        try first.commit { batch in for key in Self.keys { batch.put(key, old) } }
        try first.compact(.all)
        var truth: [Entry] = []
        try first.commit { batch in
            for (number, key) in Self.keys.enumerated() {
                switch number % 4 {
                case 0:
                    batch.put(key, new)
                    truth.append(Entry(key, new))
                case 1: batch.delete(key)
                default: truth.append(Entry(key, old))
                }
            }
        }
        self.truth = truth
        try first.close()
        // Opening turns the log into a table, newer than the one that was compacted.
        try LevelDBStore.open(at: path, options: options).close()
        try Self.flipBit(inNewestTableOf: path, place)
        store = try LevelDBStore.open(at: path, options: options)
    }

    private static func flipBit(inNewestTableOf path: String, _ place: Double) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".ldb") }
        try #require(names.count == 2)
        let file = path + "/" + (try #require(names.max()))
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: file)))
        bytes[Int(Double(bytes.count) * place)] ^= 0x10
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }
}
