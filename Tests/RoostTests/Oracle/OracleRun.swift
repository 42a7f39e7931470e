import Foundation
import Roost
import RoostEngineTesting

/// One seed of the oracle test: random operations on a store and on a model, compared after each.
final class OracleRun {
    /// What went wrong, with everything done up to there.
    struct Failure: Error, CustomStringConvertible {
        let seed: UInt64
        let message: String
        let script: [String]
        var description: String {
            "oracle seed \(seed): \(message)\n" + script.suffix(60).joined(separator: "\n")
        }
    }

    private struct Abort: Error {}

    private let seed: UInt64
    private var generator: SeededGenerator
    private var model = OracleModel()
    private var db: Database
    private let folder: TemporaryFolder?
    private var script: [String] = []
    private var options = DatabaseOptions()

    init(seed: UInt64) throws {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
        options.durability = .none
        options.readerThreads = 1
        options.writeBufferBytes = 64 << 10
        if seed % 2 == 0 {
            folder = nil
            db = try Database.inMemory(tables: [OracleItem.table], options: options)
        } else {
            let folder = try TemporaryFolder()
            self.folder = folder
            db = try Database.open(at: folder.path("store"), tables: [OracleItem.table], options: options)
        }
    }

    func run(steps: Int) throws {
        for step in 0..<steps {
            try self.step()
            try compare(isThorough: step % 5 == 0 || step == steps - 1)
        }
        try db.close()
    }

    private func step() throws {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<2 where folder != nil: try reopen()
        case 2..<3: try db.compact(); script.append("compact")
        case 3..<4: try expectSame("clear", { try self.db[OracleItem.self].clear() }, { $0.clear() })
        case 4..<24: try transaction()
        case 24..<40: try query()
        default:
            let verb = OracleVerb.random(using: &generator)
            script.append(verb.text)
            try apply(verb)
        }
    }

    private func reopen() throws {
        guard let folder else { return }
        script.append("reopen")
        try db.close()
        db = try Database.open(at: folder.path("store"), tables: [OracleItem.table], options: options)
    }

    /// One verb as its own transaction.
    private func apply(_ verb: OracleVerb) throws {
        var changed = model
        let expected = Result { try verb.apply(to: &changed) }
        let found = Result { try db.write { tx in try verb.apply(to: tx) } }
        try compare(found, expected, verb.text)
        if case .success = expected { model = changed }
    }

    private func expectSame(
        _ text: String, _ body: () throws -> Void, _ change: (inout OracleModel) -> Void
    ) throws {
        script.append(text)
        try body()
        change(&model)
    }

    /// Several verbs and savepoints in one transaction, which may be aborted.
    private func transaction() throws {
        let aborts = Int.random(in: 0..<4, using: &generator) == 0
        let verbs = (0..<Int.random(in: 1...5, using: &generator)).map { _ in OracleVerb.random(using: &generator) }
        let inner = (0..<Int.random(in: 0...3, using: &generator)).map { _ in OracleVerb.random(using: &generator) }
        let innerAborts = Bool.random(using: &generator)
        script.append("begin")
        var changed = model
        do {
            try db.write { tx in
                for verb in verbs { try step(verb, &changed, tx) }
                script.append("savepoint")
                let outer = changed
                do {
                    try tx.savepoint { tx in
                        for verb in inner { try step(verb, &changed, tx) }
                        if innerAborts { throw Abort() }
                    }
                } catch is Abort {
                    changed = outer
                    script.append("savepoint undone")
                }
                let items = try tx[OracleItem.self].toArray()
                guard items == changed.byID else { throw failure("own writes are not what is read") }
                guard try tx[OracleItem.self].count() == changed.items.count else { throw failure("count inside") }
                if aborts { throw Abort() }
            }
            model = changed
            script.append("commit")
        } catch is Abort {
            script.append("abort")
        }
    }

    /// One verb inside a transaction: a statement, whose failure leaves the transaction as it was.
    private func step(_ verb: OracleVerb, _ changed: inout OracleModel, _ tx: WriteTransaction) throws {
        script.append("  " + verb.text)
        var next = changed
        let expected = Result { try verb.apply(to: &next) }
        let found = Result { try verb.apply(to: tx) }
        try compare(found, expected, verb.text)
        if case .success = expected { changed = next }
        let query = OracleQuery.random(using: &generator)
        let request = tx.query(query.query)
        try compare(query, request.toArray(), with: changed, plan: request.explain())
    }

    private func query() throws {
        let query = OracleQuery.random(using: &generator)
        script.append("query " + query.text)
        let found = try db.query(query.query).toArray()
        try compare(query, found, with: model, plan: db.query(query.query).explain())
        let expected = query.answer(from: model.byID)
        guard try db.query(query.query).count() == expected.count else { throw failure("count of \(query.text)") }
        guard Set(try db.query(query.query).primaryKeys()) == Set(expected.map(\.id)) else {
            throw failure("primary keys of \(query.text)")
        }
        guard try db.query(query.query).first() == found.first, try db.query(query.query).last() == found.last else {
            throw failure("first or last of \(query.text)")
        }
    }

    private func compare(_ query: OracleQuery, _ found: [OracleItem], with model: OracleModel, plan: QueryPlan) throws {
        let expected = query.answer(from: model.byID)
        let isSame = query.order == nil ? found.sorted { $0.id < $1.id } == expected : found == expected
        guard isSame else {
            throw failure(
                "query \(query.text)\nplan \(plan)\nfound \(found)\nexpected \(expected)")
        }
    }

    private func compare(_ found: Result<Int, any Error>, _ expected: Result<Int, any Error>, _ text: String) throws {
        switch (found, expected) {
        case (.success(let found), .success(let expected)) where found == expected: return
        case (.failure(let error as RoostError), .failure(let clash as OracleModel.Clash))
        where error.code == (clash == .unique ? .uniqueViolation : .primaryKeyExists):
            return
        // A bulk verb tries every element, and reports the first that failed; both kinds may be among them.
        case (.failure(let error as RoostError), .failure)
        where Set(error.failures.map(\.code)) == [.uniqueViolation, .primaryKeyExists]:
            return
        default: throw failure("\(text): found \(found), expected \(expected)")
        }
    }

    /// The whole store against the whole model: records, every index both ways, counters.
    private func compare(isThorough: Bool) throws {
        let expected = model.byID
        try db.read { tx in
            let items = tx[OracleItem.self]
            guard try items.toArray() == expected else { throw failure("records differ") }
            guard try items.count() == expected.count else { throw failure("the counter differs") }
            let byGroup = expected.sorted(by: OracleRun.groupOrder)
            guard try items.orderBy(\.group).primaryKeys() == byGroup.map(\.id),
                try items.orderBy(\.group).reverse().primaryKeys() == byGroup.reversed().map(\.id),
                try items.orderBy(\.group).keys(\.group) == byGroup.map(\.group)
            else { throw failure("index group+rank- differs") }
            let byRank = expected.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
            guard try items.orderBy(\.rank).primaryKeys() == byRank.map(\.id),
                try items.orderBy(\.rank).reverse().keys(\.rank) == byRank.reversed().map(\.rank)
            else { throw failure("index rank differs") }
            let byScore = expected.sorted { ($1.score, $0.id) < ($0.score, $1.id) }
            guard try items.orderBy(\.score).reverse().primaryKeys() == byScore.map(\.id),
                try items.orderBy(\.score).primaryKeys() == byScore.reversed().map(\.id)
            else { throw failure("index score- differs") }
            let byCode = expected.sorted(by: OracleRun.codeOrder)
            guard try items.orderBy(\.code).primaryKeys() == byCode.map(\.id),
                try items.orderBy(\.code).reverse().keys(\.code) == byCode.reversed().map(\.code)
            else { throw failure("index code differs") }
            let tags = expected.flatMap { Array(Set($0.tags)) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            guard try items.all.keys(\.tags) == tags, try items.all.reverse().keys(\.tags) == tags.reversed()
            else { throw failure("index tags differs") }
        }
        if isThorough {
            let report = try db.verify()
            guard report.isSound else { throw failure("verify: \(report.problems)") }
        }
    }

    private static func codeOrder(_ a: OracleItem, _ b: OracleItem) -> Bool {
        guard let first = a.code else { return b.code != nil || a.id < b.id }
        guard let second = b.code else { return false }
        return first < second
    }

    private static func groupOrder(_ a: OracleItem, _ b: OracleItem) -> Bool {
        if a.group != b.group {
            guard let first = a.group else { return true }
            guard let second = b.group else { return false }
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        }
        return (b.rank, a.id) < (a.rank, b.id)
    }

    private func failure(_ message: String) -> Failure {
        Failure(seed: seed, message: message, script: script)
    }
}
