import Foundation
import Roost
import RoostEngine

@testable import RoostRepositories

/// Gathers the events of a monitor, and keeps the time.
///
/// `@unchecked Sendable`: what changes is only touched under the lock.
final class PerformanceBench: @unchecked Sendable {
    private let lock = NSLock()
    private var told: [PerformanceEvent] = []
    let clock = PerformanceTestClock()

    var events: [PerformanceEvent] { lock.withLock { told } }

    /// What was told since the last call, in words.
    func take() -> [String] {
        lock.withLock {
            defer { told = [] }
            return told.map(\.description)
        }
    }

    func options(_ triggers: PerformanceTrigger...) -> PerformanceMonitorOptions {
        var options = PerformanceMonitorOptions()
        options.triggers = triggers
        options.handler = { event in self.lock.withLock { self.told.append(event) } }
        return options
    }

    /// A monitor by the clock of the bench, and a database in memory that it observes.
    func open(_ options: PerformanceMonitorOptions) throws -> (PerformanceMonitor, Database) {
        let monitor = try PerformanceMonitor(options: options, clock: clock)
        return (monitor, try Database.inMemory(tables: [Parcel.table], options: database(monitor)))
    }

    /// The same over a store of the test's own.
    func open(_ options: PerformanceMonitorOptions, _ store: any OrderedStore) throws -> (PerformanceMonitor, Database)
    {
        let monitor = try PerformanceMonitor(options: options, clock: clock)
        return (monitor, try Database.open(store, path: nil, tables: [Parcel.table], options: database(monitor)))
    }

    func database(_ monitor: PerformanceMonitor) -> DatabaseOptions {
        var options = DatabaseOptions()
        options.durability = .none
        options.observers = [monitor]
        return options
    }
}
