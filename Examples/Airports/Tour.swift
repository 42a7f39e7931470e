import Foundation
import Roost

/// The whole program: load, ask, change, reopen, verify, compact; every answer compared with plain Swift.
struct Tour {
    let path: String
    var airports: [Airport]

    init(path: String) throws {
        self.path = path
        let (airports, duration) = try measure { try AirportFile.read() }
        self.airports = airports
        print("Read \(airports.count.grouped) airports from CSV in \(duration.text)")
    }

    mutating func run() throws {
        let db = try open()
        try load(db)
        section("Questions")
        for question in Questions.all {
            try question.show(in: db)
            try question.check(in: db, against: airports)
        }
        section("Changes")
        airports = try Changes.make(in: db, airports)
        try Changes.fail(in: db)
        try Changes.compare(db, with: airports)
        try db.close()

        section("The store, closed and opened again")
        let reopened = try open()
        try Changes.compare(reopened, with: airports)
        for question in Questions.all { try question.check(in: reopened, against: airports) }
        print("  \(airports.count.grouped) records and the answers to all \(Questions.all.count) questions are right")
        try verify(reopened)
        section("Sizes before compaction")
        try Sizes.show(reopened)
        let (_, duration) = try measure { try reopened.compact() }
        section("Sizes after compaction, which took \(duration.text)")
        try Sizes.show(reopened)
        try verify(reopened)
        try Changes.compare(reopened, with: airports)
        try reopened.close()
    }

    private func open() throws -> Database {
        let (db, duration) = try measure { try Database.open(at: path, tables: [Airport.table]) }
        print("  opened \(path) in \(duration.text)")
        return db
    }

    private func load(_ db: Database) throws {
        let bar = ProgressBar(total: airports.count)
        let (written, duration) = try measure {
            try db[Airport.self].bulkAdd(airports, chunkSize: 1_000, progress: bar.show)
        }
        bar.clear()
        try expect(written, airports.count, "airports written")
        print("  stored them in transactions of 1,000, each on disk before the next, in \(duration.text)")
    }

    private func verify(_ db: Database) throws {
        let (report, duration) = try measure { try db.verify() }
        guard report.isSound else {
            throw Mismatch("the store is not sound:\n  " + report.problems.joined(separator: "\n  "))
        }
        try expect(report.records, airports.count, "records verified")
        print(
            "  \(report.records.grouped) records and \(report.indexEntries.grouped) index entries agree;"
                + " looked at in \(duration.text)")
    }

    private func section(_ title: String) {
        print("\n\(title)")
    }
}
