import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct ConcurrencyTests {
    /// One writer changes two keys together; what readers see is always a pair.
    @Test func readersSeeWholeBatches() throws {
        let folder = try TemporaryFolder()
        var options = LevelDBOptions()
        options.writeBufferBytes = 64 << 10
        let store = try LevelDBStore.open(at: folder.path("store"), options: options)
        let failures = Guarded<[String]>([])
        try store.commit { batch in
            batch.put([1], [0, 0])
            batch.put([2], [0, 0])
        }
        let readers = try (0..<3).map { _ in
            try TestThread {
                do {
                    for _ in 0..<300 {
                        let view = try store.makeView()
                        let pair = try view.values([[1], [2]])
                        let scanned = try ViewScanner(view).entries().map { Optional($0.value) }
                        view.close()
                        if pair[0] != pair[1] || scanned != pair { failures.withLock { $0.append("\(pair)") } }
                        if try store.value([1]) == nil { failures.withLock { $0.append("no value") } }
                    }
                } catch { failures.withLock { $0.append("\(error)") } }
            }
        }
        for number in 1..<600 {
            let value = Array(repeating: UInt8(number & 0xFF), count: 600)
            try store.commit { batch in
                batch.put([1], value)
                batch.put([2], value)
            }
        }
        for reader in readers { reader.join() }
        #expect(failures.withLock { $0 } == [])
        try store.close()
    }

    @Test func closingWhileReadersWorkIsATypedError() throws {
        let folder = try TemporaryFolder()
        let store = try LevelDBStore.open(at: folder.path("store"))
        try store.commit { $0.put([1], [1]) }
        let ends = Guarded<[EngineError.Code]>([])
        let started = Guarded(0)
        let readers = try (0..<3).map { _ in
            try TestThread {
                started.withLock { $0 += 1 }
                do {
                    while true {
                        _ = try store.value([1])
                        let view = try store.makeView()
                        _ = try view.value([1])
                    }
                } catch {
                    if let error = error as? EngineError { ends.withLock { $0.append(error.code) } }
                }
            }
        }
        while started.withLock({ $0 }) < 3 {}
        try store.close()
        for reader in readers { reader.join() }
        #expect(ends.withLock { $0 } == [.closed, .closed, .closed])
    }
}
