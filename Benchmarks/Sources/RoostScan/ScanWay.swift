import Foundation
import Measuring
import Roost
import Sessions

/// A way to read all records of a table.
enum ScanWay: String, CaseIterable, Codable {
    case stream
    case streamByIndex
    case eachInScope
    case eachAlone

    /// What is run.
    var text: String {
        switch self {
        case .stream: "db.stream(Query(…))"
        case .streamByIndex: "db.stream(Query(…).orderBy(\\.updatedAt))"
        case .eachInScope: "db.read { tx in tx….all.each { … } }"
        case .eachAlone: "db….all.each { … }"
        }
    }

    /// Reads all records.
    func run(on db: Database) async throws -> ScanTally {
        let table = Session.scanTable
        var tally = ScanTally()
        switch self {
        case .stream:
            for try await session in db.stream(Query(in: table)) { tally.add(session) }
        case .streamByIndex:
            for try await session in db.stream(Query(in: table).orderBy(\.updatedAt)) { tally.add(session) }
            guard tally.isByUpdate else { throw ScanFailure("the stream is not in the order of the index") }
        case .eachInScope:
            // What a task calls without waiting would be run on one of its own threads.
            tally = try Self.each(in: db)
        case .eachAlone:
            tally = try Self.each(of: db)
        }
        return tally
    }

    private static func each(in db: Database) throws -> ScanTally {
        try db.read { tx in
            var tally = ScanTally()
            try tx.records(in: Session.scanTable).all.each { tally.add($0) }
            return tally
        }
    }

    private static func each(of db: Database) throws -> ScanTally {
        var tally = ScanTally()
        try db.records(in: Session.scanTable).all.each { tally.add($0) }
        return tally
    }
}
