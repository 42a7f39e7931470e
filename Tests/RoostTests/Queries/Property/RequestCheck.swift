import Roost
import Testing

/// Compares what every terminal says about one request with what the documentation says.
struct RequestCheck {
    struct Mismatch: Error {
        let text: String
    }

    private struct Abort: Error {}

    let db: Database
    let table: Table<RequestItem, Int>
    let items: [RequestItem]
    let request: RandomRequest
    /// The answer, in the order in which `toArray()` gives it.
    let expected: [RequestItem]

    /// Reads the answer, and compares it with a filter over all records, and its order with the one asked for.
    init(_ db: Database, _ table: Table<RequestItem, Int>, _ items: [RequestItem], _ request: RandomRequest) throws {
        self.db = db
        self.table = table
        self.items = items
        self.request = request
        let whole = try db.query(request.wholeQuery(in: table)).toArray()
        // Without an order the whole answer says in which one the part of it has to come.
        expected = request.part(of: whole)
        try expect(whole.count == Set(whole).count, "a record twice: \(whole.map(\.id))")
        let matching = items.filter(request.matches)
        try expect(Set(whole) == Set(matching), "found \(whole.map(\.id)), expected \(matching.map(\.id))")
        if request.hasOrder { try expect(request.isOrdered(whole), "in another order: \(whole.map(\.id))") }
    }

    /// - Parameter number: of the request, so that what takes longest is done for some of them only.
    func run(_ number: Int) throws {
        let query = request.query(in: table)
        if number.isMultiple(of: 3) {
            try db.read { tx in
                try checkRecords(tx.query(query))
                try checkFields(tx.query(query))
            }
        } else {
            try checkRecords(db.query(query))
            try checkFields(db.query(query))
        }
        if number % 4 == 1 { try checkPages(db.query(query)) }
        if number % 4 == 2 { try checkWriting(query) }
    }

    private func expect(_ isTrue: Bool, _ text: @autoclosure () -> String) throws {
        if !isTrue { throw Mismatch(text: text()) }
    }

    private func same<T: Equatable>(_ terminal: String, _ found: T, _ wanted: T) throws {
        try expect(found == wanted, "\(terminal): \(found), expected \(wanted)")
    }

    private func checkRecords<S: Scope & ~Escapable>(_ found: Request<RequestItem, S>) throws {
        try same("toArray", try found.toArray().map(\.id), expected.map(\.id))
        try same("toArray", try found.toArray(), expected)
        try same("primaryKeys", try found.primaryKeys(), expected.map(\.id))
        try same("count", try found.count(), expected.count)
        try same("first", try found.first()?.id, expected.first?.id)
        try same("last", try found.last()?.id, expected.last?.id)
        var ids: [Int] = []
        try found.each { ids.append($0.id) }
        try same("each", ids, expected.map(\.id))
        try same("sortBy", try found.sortBy(\.id).map(\.id), expected.map(\.id).sorted())
    }

    private func checkFields<S: Scope & ~Escapable>(_ found: Request<RequestItem, S>) throws {
        try same("keys(id)", try found.keys(\.id), expected.map(\.id))
        try same("keys(age)", try found.keys(\.age), expected.map(\.age))
        try same("keys(name)", try found.keys(\.name), expected.map(\.name))
        try same("keys(place)", try found.keys(\.place), expected.map(\.place))
        try same("keys(score)", try found.keys(\.score), expected.map(\.score))
        let pairs = try found.select(\.score, \.place).toArray()
        try same("select", pairs.map(\.0), expected.map(\.score))
        try same("select", pairs.map(\.1), expected.map(\.place))
        let first: (Int, Int)? = try found.select(\.age, \.id).first()
        try same("select.first", first?.1, expected.first?.id)
        try checkDistinct(
            "age", try found.uniqueKeys(\.age), try found.firstKey(\.age), try found.lastKey(\.age),
            {
                $0.age
            }, <)
        try checkDistinct(
            "place", try found.uniqueKeys(\.place), try found.firstKey(\.place), try found.lastKey(\.place),
            {
                $0.place
            }, { RequestText.precedes($0 ?? "", $1 ?? "") })
        try checkElements(found)
        try same("min", try found.min(\.score), expected.compactMap(\.score).min())
        try same("max", try found.max(\.age), expected.map(\.age).max())
        try same("sum", try found.sum(\.age), expected.map(\.age).reduce(0, +))
        let scores = expected.compactMap(\.score)
        let mean = scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
        try same("average", try found.average(\.score), mean)
        let groups = try found.groupedCount(\.place)
        let counts = expected.reduce(into: [String?: Int]()) { $0[$1.place, default: 0] += 1 }
        try same("groupedCount", Dictionary(uniqueKeysWithValues: groups.map { ($0.key, $0.count) }), counts)
    }

    /// Without an order, of a whole answer, the distinct values are ordered by themselves.
    private func checkDistinct<V: Hashable>(
        _ name: String, _ unique: [V], _ first: V?, _ last: V?, _ value: (RequestItem) -> V,
        _ precedes: (V, V) -> Bool
    ) throws {
        var seen: Set<V> = []
        var distinct = expected.map(value).filter { seen.insert($0).inserted }
        var (least, greatest) = (expected.first.map(value), expected.last.map(value))
        if request.order == nil, request.isWhole {
            distinct.sort { request.isReversed ? precedes($1, $0) : precedes($0, $1) }
            (least, greatest) = (distinct.first, distinct.last)
        }
        try same("uniqueKeys(\(name))", unique, distinct)
        try same("firstKey(\(name))", first, least)
        try same("lastKey(\(name))", last, greatest)
    }

    private func checkElements<S: Scope & ~Escapable>(_ found: Request<RequestItem, S>) throws {
        let tags = expected.flatMap { item in request.tags(of: item).map { (item.id, $0) } }
        try checkElements("tags", try found.keys(\.tags), tags, RequestText.precedes)
        let marks = expected.flatMap { item in request.marks(of: item).map { (item.id, $0) } }
        try checkElements("marks", try found.keys(\.marks), marks) { ($0 ?? .min) < ($1 ?? .min) }
    }

    private func checkElements<V: Equatable>(
        _ name: String, _ found: [V], _ wanted: [(id: Int, value: V)], _ precedes: (V, V) -> Bool
    ) throws {
        // Where no order is asked for, they may come in that of an index on them.
        if !request.hasOrder, request.isWhole {
            var entries = wanted.sorted { a, b in
                a.value == b.value ? a.id < b.id : precedes(a.value, b.value)
            }
            if request.isReversed { entries.reverse() }
            if found == entries.map(\.value) { return }
        }
        try same("keys(\(name))", found, wanted.map(\.value))
    }

    private func checkPages(_ found: Request<RequestItem, Database>) throws {
        guard request.offset ?? 0 == 0, request.limit == nil else {
            do {
                _ = try found.page(size: 3)
                throw Mismatch(text: "a page of a part")
            } catch RoostError.Code.invalidArgument { return }
        }
        var records: [RequestItem] = []
        var token: PageToken?
        let size = 1 + expected.count % 5
        repeat {
            let page = try found.page(after: token, size: size)
            try expect(page.records.count <= size && records.count <= expected.count, "a page is too long")
            records += page.records
            token = page.next
        } while token != nil
        try same("pages", records.map(\.id), expected.map(\.id))
    }

    /// What is deleted and modified are the records of the answer; nothing of it stays.
    private func checkWriting(_ query: Query<RequestItem>) throws {
        let ids = Set(expected.map(\.id))
        do {
            try db.write { tx in
                try checkRecords(tx.query(query))
                var changed: [Int] = []
                let count = try tx.query(query).modify {
                    changed.append($0.id)
                    $0.age += 1_000
                }
                try same("modify", count, ids.count)
                try same("modify", changed, expected.map(\.id))
                let modified = try tx.records(in: table).toArray().filter { $0.age > 500 }
                try same("modified", Set(modified.map(\.id)), ids)
                throw Abort()
            }
        } catch is Abort {}
        do {
            try db.write { tx in
                try same("delete", try tx.query(query).delete(), ids.count)
                let left = try tx.records(in: table).toArray()
                try same("left", Set(left.map(\.id)), Set(items.map(\.id)).subtracting(ids))
                throw Abort()
            }
        } catch is Abort {}
    }

    /// What a stream of the request says.
    func checkStream() async throws {
        var ids: [Int] = []
        for try await item in db.stream(request.query(in: table)) { ids.append(item.id) }
        try same("stream", ids, expected.map(\.id))
    }
}
