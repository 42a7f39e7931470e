import Foundation
import Roost
import RoostEngine

/// A record that expires at a date, if it has one.
struct Ticket: Codable, Sendable, Equatable {
    var id: Int
    var code: String
    var owner: String
    var tags: [String] = []
    var until: Date?
}

extension Ticket: Record {
    struct Fields: Sendable {
        let id = Field("id", \Ticket.id)
        let code = Field("code", \Ticket.code)
        let owner = Field("owner", \Ticket.owner)
        let tags = EachField("tags", \Ticket.tags)
        let until = Field("until", \Ticket.until)
    }

    static let table = Table("tickets", fields: Fields(), primaryKey: \Fields.id) {
        Index.unique($0.code)
        Index($0.owner)
        Index($0.owner, $0.until)
        Index.each($0.tags)
    }
    .expiring(at: \Fields.until)

    /// The same records, which expire a minute after they were put.
    static let timed = Table("timed", fields: Fields(), primaryKey: \Fields.id) { Index($0.owner) }
        .expiring(after: 60)
}

/// A clock that stands still until it is told otherwise.
final class TestClock: Sendable {
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private let time = Guarded(TestClock.start)
    /// By how much the next reading is wrong.
    private let error = Guarded<TimeInterval?>(nil)

    var now: Date {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }

    /// Lets one reading of a database be wrong: the next.
    func misread(by seconds: TimeInterval) { error.withLock { $0 = seconds } }

    var hasMisread: Bool { error.withLock { $0 == nil } }

    private func read() -> Date {
        let error = error.withLock { error in
            defer { error = nil }
            return error
        }
        return now + (error ?? 0)
    }

    func advance(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }

    var options: DatabaseOptions {
        var options = DatabaseOptions()
        options.durability = .none
        options.clock = { self.read() }
        return options
    }
}

/// A store in memory with a clock of its own.
struct ExpiringStore {
    let clock = TestClock()
    let db: Database

    init() throws {
        db = try Database.inMemory(tables: [Ticket.table, Ticket.timed], options: clock.options)
    }

    var tickets: Records<Ticket, Database> { db[Ticket.self] }
    var timed: Records<Ticket, Database> { db.records(in: Ticket.timed) }

    func ticket(_ id: Int, code: String? = nil, owner: String = "ann", in seconds: TimeInterval?) -> Ticket {
        Ticket(
            id: id, code: code ?? "c\(id)", owner: owner, tags: ["t\(id % 3)", "all"],
            until: seconds.map { clock.now + $0 })
    }
}
