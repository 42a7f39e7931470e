import Foundation
import Roost
import RoostRepositories

/// The sessions in a store on disk.
struct Store: Sendable {
    let db: Database
    let sessions: Sessions<Account>
    let clock = SimulatedClock()

    init(path: String) throws {
        var options = DatabaseOptions()
        options.clock = clock.read
        db = try Database.open(at: path, tables: Sessions<Account>.tables(), options: options)
        var configuration = SessionConfiguration()
        configuration.accessLifetime = nil
        configuration.idleLifetime = Plan.idleLifetime
        // On disk within 50 ms; the database's `.full` would measure the disk rather than the store.
        configuration.durability = .interval(milliseconds: 50)
        // Each touch writes. By default those within a minute of the last one do not.
        configuration.touchInterval = 0
        sessions = try Sessions(in: db, configuration: configuration)
    }
}
