#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Roost
import RoostEngineTesting
import RoostHummingbird
import RoostRepositories
import ServiceLifecycle
import Testing

/// The driver as a service.
@Suite(.timeLimit(.minutes(20))) struct ServiceTests {
    private func group(_ services: any Service...) -> ServiceGroup {
        ServiceGroup(services: services, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// What the next sweep has removed.
    private func swept(_ events: inout AsyncStream<SweepEvent>.Iterator) async throws -> Int {
        guard case .swept(let report, _) = try #require(await events.next()) else {
            Issue.record("the sweep has failed")
            return 0
        }
        return report.swept
    }

    @Test func itSweepsUntilGracefulShutdown() async throws {
        let store = try PersistStore()
        let sleep = ManualClock()
        let driver = try RoostPersistDriver(store.db, configuration: store.driver.configuration, clock: sleep)
        try await driver.set(key: "a", value: "a", expires: .seconds(1))
        try await driver.set(key: "b", value: "b", expires: .seconds(2))
        try await driver.set(key: "c", value: "c", expires: .seconds(60))
        store.clock.advance(1)

        var events = try #require(driver.sweeper).events.makeAsyncIterator()
        let group = group(driver)
        let run = Task { try await group.run() }
        #expect(try await swept(&events) == 1)
        store.clock.advance(1)
        _ = await sleep.sleeper()
        sleep.wake()
        #expect(try await swept(&events) == 1)
        #expect(try await store.value("c") == "c")

        _ = await sleep.sleeper()
        await group.triggerGracefulShutdown()
        try await run.value
        // The database is someone else's.
        try await driver.set(key: "d", value: "d")
        #expect(try await store.value("d") == "d")
    }

    @Test func cancellationEndsIt() async throws {
        let driver = try PersistStore().driver
        var events = try #require(driver.sweeper).events.makeAsyncIterator()
        let run = Task { try await driver.run() }
        #expect(try await swept(&events) == 0)
        run.cancel()
        try await run.value
    }

    @Test func cancellationBeforeItHasBegunIsNoFailure() async throws {
        let driver = try PersistStore(maximumLifetime: .seconds(100)).driver
        let run = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await driver.run()
        }
        try await run.value
    }

    /// A group takes a service that returns early for one that has failed.
    @Test func withoutSweepsItOnlyWaits() async throws {
        let store = try PersistStore { $0.sweeping = nil }
        #expect(store.driver.sweeper == nil)
        let other = try ExpirySweeper(store.db)
        var events = other.events.makeAsyncIterator()
        let group = group(store.driver, Sweeping(sweeper: other))
        let run = Task { try await group.run() }
        #expect(try await swept(&events) == 0)
        await group.triggerGracefulShutdown()
        try await run.value
    }

    @Test func itBeginsWithTheLivesThatAreTooLong() async throws {
        let store = try PersistStore()
        try await store.driver.set(key: "a", value: "a")
        let driver = try store.driver(maximumLifetime: .seconds(100))
        var events = try #require(driver.sweeper).events.makeAsyncIterator()
        let run = Task { try await driver.run() }
        #expect(try await swept(&events) == 0)
        #expect(try await store.ttl("a") == .seconds(100))
        run.cancel()
        try await run.value
    }

    @Test func itRunsWithAnApplication() async throws {
        let store = try PersistStore()
        let driver = store.driver
        let router = Router()
        router.get("value") { _, _ in try await driver.get(key: "a", as: String.self) }
        try await driver.set(key: "a", value: "a", expires: .seconds(60))
        var events = try #require(driver.sweeper).events.makeAsyncIterator()
        let application = Application(router: router, services: [driver])
        try await application.test(.live) { client in
            let response = try await client.execute(uri: "/value", method: .get)
            #expect(String(buffer: response.body) == "a")
        }
        #expect(try await swept(&events) == 0)
        // Its sweeps have ended with the application.
        while await events.next() != nil {}
    }

    @Test func sweepsOutOfTheirDomainAreRefused() throws {
        #expect {
            try PersistStore { $0.sweeping?.batchSize = 0 }
        } throws: {
            MaintenanceError.Code.invalidArgument ~= $0
        }
    }

    private struct Sweeping: Service {
        let sweeper: ExpirySweeper
        func run() async throws {
            try await cancelWhenGracefulShutdown { try await sweeper.run() }
            try? await gracefulShutdown()
        }
    }
}
#endif
