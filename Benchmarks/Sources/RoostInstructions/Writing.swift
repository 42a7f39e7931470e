import Foundation
import Roost
import Sessions

/// What writes sessions, to a store in memory: each pass writes others than the one before.
final class Writing {
    private let dataset = Dataset(count: 2_000, more: 2_000)
    private let db: Database
    private var next = 2_000

    init() throws {
        var options = DatabaseOptions()
        options.durability = .none
        db = try Database.inMemory(tables: [Session.table], options: options)
        try db[Session.self].bulkPut(dataset.loaded.map(\.session))
    }

    var workloads: [Workload] {
        [
            Workload("put", operations: 500) { [self] in
                let sessions = newSessions(500)
                for session in sessions { try db[Session.self].put(session) }
                return sessions.count
            },
            Workload("bulk-insert", operations: 500) { [self] in
                try db[Session.self].bulkAdd(newSessions(500)).count
            },
            Workload("update", operations: 500) { [self] in
                next += 1
                let time = Dataset.touchTime.addingTimeInterval(Double(next))
                return try dataset.items[..<500].count {
                    try db[Session.self].update($0.session.accessToken, .set(\.updatedAt, to: time))
                }
            },
        ]
    }

    private func newSessions(_ count: Int) -> [Session] {
        defer { next += count }
        return dataset.items[next..<next + count].map(\.session)
    }
}
