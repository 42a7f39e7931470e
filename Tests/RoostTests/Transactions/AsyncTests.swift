import Dispatch
import Foundation
import RoostEngine
import Testing

@testable import Roost

@Suite struct AsyncTests {
    @TaskLocal private static var label = "none"

    @Test func scopesRunOffTheCooperativeThreadsAndKeepTaskLocals() async throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try await Self.$label.withValue("mine") {
            let inWrite = try await db.write { tx in
                try tx[Counter.self].put(Counter(name: "a", value: 1))
                return Self.label
            }
            let inRead = try await db.read { tx in (try tx[Counter.self].count(), Self.label) }
            #expect(inWrite == "mine")
            #expect(inRead == (1, "mine"))
        }
    }

    @Test func eightReadersRunWhileAWriterDoes() async throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try await db[Counter.self].put(Counter(name: "a", value: 1))
        let readersDone = DispatchSemaphore(value: 0)
        let together = Barrier(8)
        async let written: Void = db.write { tx in
            try tx[Counter.self].put(Counter(name: "b", value: 2))
            for _ in 0..<8 { readersDone.wait() }
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await db.read { tx in
                        together.wait()
                        defer { readersDone.signal() }
                        return try tx[Counter.self].toArray().count
                    }
                }
            }
            for try await count in group { #expect(count == 1) }
        }
        try await written
        #expect(try await db[Counter.self].count() == 2)
    }

    @Test func twentyTasksIncrementOneRecord() async throws {
        let db = try Database.inMemory(tables: [Counter.table])
        try await db[Counter.self].put(Counter(name: "a", value: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    if number % 2 == 0 {
                        try await db.write { tx in _ = try tx[Counter.self].update("a") { $0.value += 1 } }
                    } else {
                        try await db[Counter.self].update("a", .increment(\.value))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try db[Counter.self].get("a")?.value == 20)
    }

    @Test func aCancelledTaskWritesNothing() async throws {
        let db = try Database.inMemory(tables: [Counter.table])
        let inside = DispatchSemaphore(value: 0)
        let goOn = DispatchSemaphore(value: 0)
        let task = Task {
            try await db.write { tx in
                try tx[Counter.self].put(Counter(name: "a", value: 1))
                inside.signal()
                goOn.wait()
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                inside.wait()
                continuation.resume()
            }
        }
        task.cancel()
        goOn.signal()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await db[Counter.self].count() == 0)

        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await db[Counter.self].put(Counter(name: "b", value: 1))
        }
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(try await db[Counter.self].count() == 0)
        try await db[Counter.self].put(Counter(name: "c", value: 1))
        #expect(try await db[Counter.self].count() == 1)
    }

    @Test func asyncErrorsPassThrough() async throws {
        struct Stop: Error {}
        let db = try Database.inMemory(tables: [Counter.table])
        await #expect(throws: Stop.self) { try await db.write { _ in throw Stop() } }
        await #expect(throws: Stop.self) { try await db.read { _ in throw Stop() } }
        try await db.close()
        await #expect(throws: RoostError.self) { try await db[Counter.self].put(Counter(name: "a", value: 1)) }
    }

    @Test func asyncTwinsDoWhatTheirSynchronousFormsDo() async throws {
        let db = try Database.inMemory(tables: [Counter.table])
        let counters = (1...5).map { Counter(name: "\($0)", value: $0) }
        try await db[Counter.self].bulkAdd(counters)
        #expect(try await db[Counter.self].toArray() == counters)
        #expect(try await db[Counter.self].bulkGet(["2", "9"]) == [counters[1], nil])
        #expect(try await db[Counter.self].where(\.value).above(2).primaryKeys() == ["3", "4", "5"])
        #expect(try await db[Counter.self].where(\.value).above(2).keys(\.value) == [3, 4, 5])
        #expect(try await db[Counter.self].where(\.value).above(2).count() == 3)
        #expect(try await db[Counter.self].where(\.value).above(4).modify { $0.value = 50 } == 1)
        #expect(try await db[Counter.self].where(\.value).equals(50).modify(.increment(\.value)) == 1)
        #expect(try await db[Counter.self].where(\.value).above(50).delete() == 1)
        #expect(try await db[Counter.self].add(Counter(name: "6", value: 6)) == "6")
        #expect(try await db[Counter.self].update("6") { $0.value = 7 })
        #expect(try await db[Counter.self].upsert(Counter(name: "6", value: 0)) { $0.value = 8 } == false)
        #expect(try await db[Counter.self].bulkUpdate([(key: "6", changes: [.increment(\.value)])]) == 1)
        #expect(try db[Counter.self].get("6")?.value == 9)
        #expect(try await db[Counter.self].bulkDelete(["6", "7"]) == 1)
        #expect(try await db[Counter.self].delete("1"))
        let seen = Guarded<[String]>([])
        try await db[Counter.self].all.each { counter in seen.withLock { $0.append(counter.name) } }
        #expect(seen.withLock { $0 } == ["2", "3", "4"])
        #expect(try await db[Counter.self].where(\.value).above(2).analyze().counts?.recordsDecoded == 2)
        #expect(try await db.verify().isSound)
        #expect(try await db.statistics().tables.map(\.records) == [3])
        try await db[Counter.self].clear()
        #expect(try await db[Counter.self].count() == 0)
    }
}

/// Lets nobody go on before everybody is there.
final class Barrier: Sendable {
    private let count: Int
    private let arrived = Guarded(0)
    private let open = DispatchGroup()

    init(_ count: Int) {
        self.count = count
        open.enter()
    }

    func wait() {
        let isLast = arrived.withLock { arrived in
            arrived += 1
            return arrived == count
        }
        if isLast { open.leave() }
        open.wait()
    }
}
