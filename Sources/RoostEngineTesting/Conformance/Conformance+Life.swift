#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import RoostEngine

extension Conformance {
    func checkMaintenance(_ store: any OrderedStore) throws {
        try store.commit { batch in for number in UInt8(0)..<200 { batch.put([number], [number]) } }
        let before = try store.entries()
        for range in [KeyRange.all, KeyRange(lower: [5], upper: [90]), KeyRange(lower: [9], upper: [3])] {
            try store.compact(range)
        }
        let sizes = try store.approximateSizes(of: [.all, KeyRange(lower: [9], upper: [3])])
        try expect(sizes.count == 2 && sizes[1] == 0, "there is one size for each range, none of an empty one")
        try expect(try store.approximateSizes(of: []).isEmpty, "no ranges have no sizes")
        _ = try store.bytesOnDisk()
        try expect(store.property("no such property") == nil, "an unknown property is nil")
        try expect(try store.entries() == before, "maintenance changes nothing that is read")
    }

    func checkCallCounts(_ store: any OrderedStore) throws {
        let start = store.callCount
        try store.commit(.synced) { batch in
            batch.put([1], [1, 2, 3])
            batch.delete([2])
        }
        try store.commit(.buffered) { $0.put([3], [1]) }
        try store.sync()
        _ = try store.value([1])
        let view = try store.makeView()
        _ = try view.value([1])
        _ = try view.values([[1], [2]])
        _ = try view.scan(.all, .forward, ScanLimit(entries: 1), keysOnly: false, into: EntryChunk())
        view.close()
        let calls = store.callCount
        try expect(calls.commits - start.commits == 2, "two commits")
        try expect(calls.syncs - start.syncs == 2, "two syncs")
        try expect(calls.entriesCommitted - start.entriesCommitted == 3, "three entries")
        try expect(calls.bytesCommitted - start.bytesCommitted == 7, "seven bytes")
        try expect(calls.gets - start.gets == 2, "two point reads")
        try expect(calls.views - start.views == 1, "one view")
        try expect(calls.multiGets - start.multiGets == 1, "one multi-get")
        try expect(calls.scans - start.scans == 1, "one scan")
    }

    func checkClosed(_ store: any OrderedStore) throws {
        try store.commit { $0.put([1], [1]) }
        try store.close()
        try store.close()
        try expectError(.closed, "get") { _ = try store.value([1]) }
        try expectError(.closed, "makeView") { _ = try store.makeView() }
        try expectError(.closed, "commit") { try store.commit { $0.put([1], [1]) } }
        try expectError(.closed, "sync") { try store.sync() }
        try expectError(.closed, "approximateSizes") { _ = try store.approximateSizes(of: [.all]) }
        try expectError(.closed, "compact") { try store.compact(.all) }
        try expectError(.closed, "bytesOnDisk") { _ = try store.bytesOnDisk() }
        try expect(store.property("leveldb.stats") == nil, "a closed store has no properties")
    }

    /// Closing on another thread must not end before the view, which stays readable, does.
    func checkClosingWaits(_ store: any OrderedStore) throws {
        try store.commit { $0.put([1], [1]) }
        let view = try store.makeView()
        let progress = Guarded<[String]>([])
        let closing = try TestThread {
            try? store.close()
            progress.withLock { $0.append("closed") }
        }
        // Refused calls show that closing has begun.
        while (try? store.value([1])) != nil { sched_yield() }
        try expect(try view.value([1]) == [1], "an open view is readable while the store is closing")
        progress.withLock { $0.append("view") }
        view.close()
        closing.join()
        try expect(progress.withLock { $0 } == ["view", "closed"], "closing ends after the last view")
    }
}
