#if ServiceLifecycle
import Foundation
import Logging
import Roost
import RoostRepositories
import RoostServiceLifecycle
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(20))) struct ServiceGroupTests {
    private struct Odd: Error {}

    /// Fails once it is told to.
    private struct Failing: Service {
        let trigger: AsyncStream<Void>
        func run() async throws {
            for await _ in trigger {}
            throw Odd()
        }
    }

    private let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("roost-\(UUID().uuidString)").path

    private func open() throws -> Database {
        try Database.open(at: path, tables: [SizeMonitor.table])
    }

    private func group(_ db: Database, _ sweeper: ExpirySweeper, _ monitor: SizeMonitor, _ more: [any Service] = [])
        -> ServiceGroup
    {
        let services: [any Service] = [
            DatabaseService(db), ExpirySweeperService(sweeper), SizeMonitorService(monitor),
        ]
        return ServiceGroup(services: services + more, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func gracefulShutdownEndsTheLoopsAndClosesTheDatabase() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let db = try open()
        let epoch = db.epoch
        var options = SizeMonitorOptions()
        options.thresholds = [SizeThreshold(bytes: 1, actions: [])]
        let (sweeper, monitor) = (try ExpirySweeper(db), try SizeMonitor(db, options: options))
        let (sweeps, sizes) = (sweeper.events, monitor.events)
        let group = group(db, sweeper, monitor)
        let run = Task { try await group.run() }
        // Once it has swept and measured, the group is running.
        for await _ in sweeps { break }
        for await _ in sizes { break }
        let rest = monitor.events
        await group.triggerGracefulShutdown()
        try await run.value
        // The streams have ended with the loops.
        for await _ in rest {}
        #expect { try db.bytesOnDisk() } throws: { RoostError.Code.closed ~= $0 }
        let again = try open()
        // It grows where the close before was not a clean one.
        #expect(again.epoch == epoch)
        #expect(try await monitorHistory(of: again).count == 1)
        try await again.close()
    }

    @Test func cancellationClosesItToo() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let db = try open()
        let epoch = db.epoch
        let (sweeper, monitor) = (try ExpirySweeper(db), try SizeMonitor(db))
        let sweeps = sweeper.events
        let group = group(db, sweeper, monitor)
        let run = Task { try await group.run() }
        for await _ in sweeps { break }
        run.cancel()
        try? await run.value
        let again = try open()
        #expect(again.epoch == epoch)
        try await again.close()
    }

    @Test func aServiceThatFailsTakesTheDatabaseWithItCleanly() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let db = try open()
        let epoch = db.epoch
        let (sweeper, monitor) = (try ExpirySweeper(db), try SizeMonitor(db))
        let sweeps = sweeper.events
        let (trigger, fail) = AsyncStream.makeStream(of: Void.self)
        let group = group(db, sweeper, monitor, [Failing(trigger: trigger)])
        let run = Task { try await group.run() }
        for await _ in sweeps { break }
        fail.finish()
        await #expect(throws: Odd.self) { try await run.value }
        let again = try open()
        #expect(again.epoch == epoch)
        try await again.close()
    }

    /// A group takes a service that returns for one that has failed.
    @Test func aDatabaseClosedBySomeoneElseIsNoFailure() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let db = try open()
        var options = ExpirySweeperOptions()
        options.minimumInterval = .milliseconds(1)
        options.maximumInterval = .milliseconds(1)
        let (sweeper, monitor) = (try ExpirySweeper(db, options: options), try SizeMonitor(db))
        let sweeps = sweeper.events
        let group = group(db, sweeper, monitor)
        let run = Task { try await group.run() }
        for await _ in sweeps { break }
        try await db.close()
        // It ends when the loop has noticed.
        for await _ in sweeps {}
        await group.triggerGracefulShutdown()
        try await run.value
    }

    private func monitorHistory(of db: Database) async throws -> [SizeSample] {
        try await db.records(in: SizeMonitor.table).toArray()
    }
}
#endif
