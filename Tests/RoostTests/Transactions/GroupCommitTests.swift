import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

@Suite struct GroupCommitTests {
    private let store: FaultyStore
    private let db: Database

    init() throws {
        store = FaultyStore(try LevelDBStore.inMemory())
        db = try Database.open(store, path: nil, tables: [Counter.table])
    }

    /// Starts a writer and returns when its transaction waits for a commit.
    private func writer(_ name: String) throws -> TestThreadBox {
        let db = db
        let left = Guarded(false)
        let thread = try TestThreadBox {
            try db.write { tx in
                try tx[Counter.self].put(Counter(name: name, value: 1))
                left.withLock { $0 = true }
            }
        }
        try waitUntil { left.withLock { $0 } }
        return thread
    }

    @Test func writersThatWaitShareOneCommit() throws {
        let before = store.attemptCount(of: .commit)
        store.holdCommits()
        let first = try writer("first")
        store.waitForHeldCommits()
        let others = try (0..<7).map { try writer("other-\($0)") }
        store.releaseCommits()
        for thread in [first] + others { try thread.join() }
        // The first alone, the seven together; the last of the seven may still have been on its way into the group.
        #expect(store.attemptCount(of: .commit) - before <= 3)
        #expect(try db[Counter.self].count() == 8)
        #expect(try db.verify().isSound)
    }

    @Test func aWriterSeesWhatIsStillBeingCommitted() throws {
        store.holdCommits()
        let first = try writer("first")
        store.waitForHeldCommits()
        let db = db
        let seen = Guarded(-1)
        let second = try TestThreadBox {
            try db.write { tx in
                let names = try tx[Counter.self].all.primaryKeys()
                let counted = try tx[Counter.self].count()
                #expect(names == ["first"])
                try tx[Counter.self].update("first", .increment(\.value, by: 41))
                seen.withLock { $0 = counted }
            }
        }
        try waitUntil { seen.withLock { $0 } >= 0 }
        #expect(seen.withLock { $0 } == 1)
        #expect(try db[Counter.self].get("first") == nil, "readers see only what is committed")
        store.releaseCommits()
        try first.join()
        try second.join()
        #expect(try db[Counter.self].get("first")?.value == 42)
    }

    @Test func readingOnAPendingGroupEndsNoEarlierThanTheGroup() throws {
        store.fail(.commit, number: store.attemptCount(of: .commit) + 1, with: EngineError(.commitUnknown, "no space"))
        store.holdCommits()
        let first = try writer("first")
        store.waitForHeldCommits()
        let db = db
        let hasRead = Guarded(false)
        let reader = try TestThreadBox {
            try db.write { tx throws in
                #expect(try tx[Counter.self].get("first") != nil)
                hasRead.withLock { $0 = true }
            }
        }
        try waitUntil { hasRead.withLock { $0 } }
        store.releaseCommits()
        expectCode(.commitUnknown) { try first.join() }
        expectCode(.commitUnknown) { try reader.join() }
    }

    @Test func aFailedCommitPoisonsTheStore() throws {
        try db[Counter.self].put(Counter(name: "before", value: 1))
        store.fail(.commit, number: store.attemptCount(of: .commit) + 1, with: EngineError(.commitUnknown, "no space"))
        store.holdCommits()
        let member = try writer("member")
        store.waitForHeldCommits()
        let dependent = try writer("dependent")
        store.releaseCommits()
        expectCode(.commitUnknown) { try member.join() }
        expectCode(.poisoned) { try dependent.join() }
        expectCode(.poisoned) { try db[Counter.self].put(Counter(name: "later", value: 1)) }
        #expect(try db[Counter.self].all.primaryKeys() == ["before"], "reads go on")
        try db.close()
    }

    @Test func aClosureThatThrowsFailsAlone() throws {
        struct Stop: Error {}
        store.holdCommits()
        let first = try writer("first")
        store.waitForHeldCommits()
        let db = db
        let failing = try TestThreadBox {
            try db.write { tx in
                try tx[Counter.self].put(Counter(name: "failing", value: 1))
                throw Stop()
            }
        }
        store.releaseCommits()
        try first.join()
        #expect(throws: Stop.self) { try failing.join() }
        #expect(try db[Counter.self].all.primaryKeys() == ["first"])
    }

    @Test func onlyFullDurabilitySyncs() throws {
        let syncs = { self.store.callCount.syncs }
        let before = syncs()
        try db.write(durability: .none) { tx in try tx[Counter.self].put(Counter(name: "a", value: 1)) }
        #expect(syncs() == before)
        try db.write(durability: .full) { tx in try tx[Counter.self].put(Counter(name: "b", value: 1)) }
        #expect(syncs() == before + 1)
    }

    @Test func anIntervalSyncsAfterwards() throws {
        let before = store.attemptCount(of: .sync)
        try db.write(durability: .interval(milliseconds: 0)) { tx in
            try tx[Counter.self].put(Counter(name: "a", value: 1))
        }
        try waitUntil { store.attemptCount(of: .sync) > before }
        try db[Counter.self].put(Counter(name: "b", value: 1))
        store.fail(.sync, number: store.attemptCount(of: .sync) + 1, with: EngineError(.commitUnknown, "no space"))
        try db.write(durability: .interval(milliseconds: 0)) { tx in
            try tx[Counter.self].put(Counter(name: "c", value: 1))
        }
        try waitUntil { db.pipeline.failure != nil }
        expectCode(.poisoned) { try db[Counter.self].put(Counter(name: "d", value: 1)) }
    }

    @Test func aRefusedCommitIsKnownNotToBeWritten() throws {
        store.fail(.commit, number: store.attemptCount(of: .commit) + 1, with: EngineError(.io, "no more"))
        expectCode(.poisoned) { try db[Counter.self].put(Counter(name: "a", value: 1)) }
        expectCode(.poisoned) { try db[Counter.self].put(Counter(name: "b", value: 1)) }
        #expect(try db[Counter.self].count() == 0)
    }

    @Test func aShorterIntervalBringsTheSyncForward() throws {
        let before = store.attemptCount(of: .sync)
        try db.write(durability: .interval(milliseconds: 86_400_000)) { tx in
            try tx[Counter.self].put(Counter(name: "a", value: 1))
        }
        try db.write(durability: .interval(milliseconds: 1)) { tx in
            try tx[Counter.self].put(Counter(name: "b", value: 1))
        }
        try waitUntil { store.attemptCount(of: .sync) > before }
    }

    @Test func whoeverClosesReturnsWhenTheFilesAreClosed() throws {
        let folder = try TemporaryFolder()
        for _ in 0..<10 {
            let db = try Database.open(at: folder.path("store"), tables: [Counter.table])
            try db[Counter.self].put(Counter(name: "a", value: 1))
            let other = try TestThreadBox { try db.close() }
            try db.close()
            try Database.open(at: folder.path("store"), tables: [Counter.table]).close()
            try other.join()
        }
    }

    @Test func fullGroupsWaitForEachOther() throws {
        let text = String(repeating: "x", count: 700_000)
        let db = try Database.open(
            FaultyStore(try LevelDBStore.inMemory()), path: nil, tables: [Note.table])
        let writers = try (0..<6).map { number in
            try TestThreadBox { try db[Note.self].add(Note(text: "\(number)", label: "\(number)" + text.prefix(9))) }
        }
        let large = try (0..<6).map { number in
            try TestThreadBox {
                try db.write { tx in
                    _ = try tx[Note.self].bulkAdd((0..<2_000).map { Note(text: "\(number)-\($0)") })
                }
            }
        }
        for thread in writers + large { try thread.join() }
        #expect(try db[Note.self].count() == 12_006)
        #expect(try db.verify().isSound)
    }
}
