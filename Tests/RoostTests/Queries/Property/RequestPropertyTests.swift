import Foundation
import Roost
import RoostEngineTesting
import Testing

/// Random requests over random records in tables with random indexes: every terminal gives the answer that the
/// documentation defines, in the order that was asked for, and in one order where none was.
///
/// `ROOST_REQUEST_SEEDS` makes it longer or shorter; each seed is 125 requests.
@Suite struct RequestPropertyTests {
    private static let seeds = UInt64(ProcessInfo.processInfo.environment["ROOST_REQUEST_SEEDS"] ?? "") ?? 4
    private static let requests = 25
    private static let tables = 5

    @Test("every terminal of a request agrees with its definition, whatever indexes there are", arguments: 0..<seeds)
    func agrees(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let items = (0..<Int.random(in: 0...60, using: &generator)).map {
            RequestItem.random(id: $0, using: &generator)
        }
        let indexes = (0..<Self.tables).map { number in
            number == 0 ? [] : RequestItem.randomIndexes(using: &generator)
        }
        let tables = indexes.enumerated().map { RequestItem.table("table \($0)", $1) }
        let db = try Database.inMemory(tables: tables)
        for table in tables { try await db.records(in: table).bulkPut(items.shuffled(using: &generator)) }
        for number in 0..<Self.requests {
            let request = RandomRequest(using: &generator)
            for (table, names) in zip(tables, indexes) {
                guard try await failure(of: request, number, db, table, items) != nil else { continue }
                let found = await RequestFailure(items, names, request, number).smallest(Self.failure)
                Issue.record("seed \(seed), request \(number)\n\(found)")
                return
            }
        }
        try await db.close()
    }

    /// What is wrong with the answers to a request in a new database.
    private static func failure(of failure: RequestFailure) async -> String? {
        let table = RequestItem.table("items", failure.indexes)
        do {
            let db = try Database.inMemory(tables: [table])
            try await db.records(in: table).bulkPut(failure.items)
            return try await RequestPropertyTests().failure(
                of: failure.request, failure.number, db, table, failure.items)
        } catch {
            return "\(error)"
        }
    }

    private func failure(
        of request: RandomRequest, _ number: Int, _ db: Database, _ table: Table<RequestItem, Int>,
        _ items: [RequestItem]
    ) async throws -> String? {
        do {
            let check = try RequestCheck(db, table, items, request)
            try check.run(number)
            if number % 4 == 3 { try await check.checkStream() }
            return nil
        } catch let mismatch as RequestCheck.Mismatch {
            return mismatch.text
        } catch {
            return "\(error)"
        }
    }
}

/// A request whose answers are wrong, with what it takes to see it.
struct RequestFailure: CustomStringConvertible {
    private(set) var items: [RequestItem]
    private(set) var indexes: Set<String>
    private(set) var request: RandomRequest
    let number: Int
    private var text = ""

    init(_ items: [RequestItem], _ indexes: Set<String>, _ request: RandomRequest, _ number: Int) {
        self.items = items
        self.indexes = indexes
        self.request = request
        self.number = number
    }

    var description: String {
        """
        \(request.text)
        indexes: \(indexes.sorted().joined(separator: ", "))
        \(text)
        \(items.map { "\($0)" }.joined(separator: "\n"))
        """
    }

    /// The same failure with as little as possible.
    func smallest(_ failure: (RequestFailure) async -> String?) async -> RequestFailure {
        var least = self
        least.text = await failure(self) ?? "not seen in a new database"
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for candidate in least.smaller where !isSmaller {
                guard let text = await failure(candidate) else { continue }
                least = candidate
                least.text = text
                isSmaller = true
            }
        }
        return least
    }

    private var smaller: [RequestFailure] {
        var all: [RequestFailure] = []
        for request in request.smaller {
            var failure = self
            failure.request = request
            all.append(failure)
        }
        for index in indexes {
            var failure = self
            failure.indexes.remove(index)
            all.append(failure)
        }
        for part in [items.count / 2, items.count / 4, 1] where part > 0 {
            for start in stride(from: 0, to: items.count, by: part) {
                var failure = self
                failure.items.removeSubrange(start..<Swift.min(start + part, items.count))
                all.append(failure)
            }
        }
        return all
    }
}
