import Foundation
import Roost
import RoostEngineTesting
import Testing

/// Random verbs over records that want each other's keys: what the store then holds is what the model holds, and where a
/// verb fails, it fails at the positions that the model says, and nothing has changed.
///
/// `ROOST_STATEMENT_SEEDS` makes it longer or shorter; each seed is 60 statements in each of four tables.
@Suite struct StatementModelTests {
    private static let seeds = UInt64(ProcessInfo.processInfo.environment["ROOST_STATEMENT_SEEDS"] ?? "") ?? 10
    private static let statements = 60

    @Test("primary keys and unique keys are judged at the end of a statement", arguments: 0..<seeds)
    func agrees(seed: UInt64) throws {
        for (number, table) in StatementItem.tables.enumerated() {
            var generator = SeededGenerator(seed: seed * 4 + UInt64(number))
            let clock = TestClock()
            let db = try Database.inMemory(tables: [table], options: clock.options)
            var model = StatementModel(expires: table.name == "expiring")
            var script: [String] = []
            for _ in 0..<Self.statements {
                let statement = RandomStatement.random(using: &generator)
                script.append("\(model.byID)\n\(statement)")
                let expected = statement.run(on: &model)
                let found = try faults(of: statement, on: db.records(in: table))
                let text: Comment = "seed \(seed), \(table.name): \(script.suffix(1).joined(separator: "\n"))"
                try #require(found == Self.visible(expected, of: statement), text)
                try #require(try db.records(in: table).toArray() == model.byID, text)
            }
            let report = try db.verify()
            try #require(report.isSound, "seed \(seed), \(table.name): \(report.problems)")
        }
    }

    private func faults(
        of statement: RandomStatement, on records: Records<StatementItem, Database>
    ) throws -> [StatementModel.Fault] {
        do {
            try statement.run(on: records)
            return []
        } catch let error as RoostError {
            let failures = error.failures.isEmpty ? [error] : error.failures
            #expect(failures.first?.position == error.position && failures.first?.code == error.code)
            return try failures.map { failure in
                try #require([.primaryKeyExists, .uniqueViolation].contains(failure.code), "\(failure)")
                try #require(failure.holder != nil)
                return StatementModel.Fault(position: failure.position ?? 0, index: failure.index)
            }.sorted()
        }
    }

    /// Verbs on one record say only what is wrong first.
    private static func visible(
        _ faults: [StatementModel.Fault], of statement: RandomStatement
    ) -> [StatementModel.Fault] {
        switch statement {
        case .update, .upsert: Array(faults.prefix(1))
        default: faults
        }
    }
}
