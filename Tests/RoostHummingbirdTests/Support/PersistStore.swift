#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostHummingbird
import Testing

/// A driver over a database with a clock of its own.
struct PersistStore {
    let clock: TestClock
    let db: Database
    let driver: RoostPersistDriver

    /// In memory, unless there is a path.
    init(
        at path: String? = nil, clock: TestClock = TestClock(), maximumLifetime: Duration? = nil,
        configure: (inout RoostPersistDriver.Configuration) -> Void = { _ in }
    ) throws {
        var options = DatabaseOptions()
        options.durability = .none
        options.clock = { clock.now }
        var configuration = RoostPersistDriver.Configuration()
        configuration.maximumLifetime = maximumLifetime
        configure(&configuration)
        let tables = [RoostPersistDriver.table(named: configuration.tableName)]
        self.clock = clock
        db =
            try path.map { try Database.open(at: $0, tables: tables, options: options) }
            ?? Database.inMemory(tables: tables, options: options)
        driver = try RoostPersistDriver(db, configuration: configuration)
    }

    /// The same values under another configuration.
    func driver(maximumLifetime: Duration?) throws -> RoostPersistDriver {
        var configuration = driver.configuration
        configuration.maximumLifetime = maximumLifetime
        return try RoostPersistDriver(db, configuration: configuration)
    }

    func value(_ key: String) async throws -> String? { try await driver.get(key: key, as: String.self) }

    /// Nil without a value, `.some(nil)` for ever.
    func ttl(_ key: String) async throws -> Duration?? {
        try await driver.getWithTTL(key: key, as: String.self).map(\.ttl)
    }
}

/// Expects a `PersistError`.
func expect(
    _ expected: PersistError, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    await #expect(throws: expected, sourceLocation: sourceLocation) { try await body() }
}
#endif
