import Roost
import RoostEngineTesting
import Testing

/// What queries read, for each way to read less.
@Suite struct WorkTests {
    private let folder: TemporaryFolder
    private let db: Database

    init() throws {
        folder = try TemporaryFolder()
        db = try Database.open(at: folder.path("store"), tables: [Airport.table])
        try db[Airport.self].bulkPut(
            (0..<1_000).map { number in
                Airport(
                    icao: "A\(1_000 + number)", name: "Name \(number)",
                    city: number % 3 == 0 ? nil : "City \(number % 50)",
                    country: "C\(number / 100)", elevation: number, tags: number % 2 == 0 ? ["even"] : [])
            })
    }

    private func counts<T>(_ body: (ReadTransaction) throws -> T) throws -> (answer: T, counts: TransactionCounts) {
        try db.read { tx throws in
            let answer = try body(tx)
            return (answer, tx.counts)
        }
    }

    @Test("a loose index scan seeks from value to value")
    func looseScan() throws {
        let (countries, counts) = try counts { try $0[Airport.self].all.uniqueKeys(\.country) }
        #expect(countries == (0..<10).map { "C\($0)" })
        #expect(counts.keysRead <= 160)
        #expect(counts.recordsRead == 0)
        let (backwards, _) = try self.counts { try $0[Airport.self].orderBy(\.country).reverse().uniqueKeys(\.country) }
        #expect(backwards == countries.reversed())
        let cities = Query(Airport.self).where(\.country).equals("C1").orderBy(\.city)
        let (some, cityCounts) = try self.counts { try $0.query(cities).uniqueKeys(\.city) }
        #expect(some.count == 51)
        #expect(some.first == .some(nil))
        #expect(cityCounts.recordsRead == 0)
    }

    @Test("values of several ranges are looked up range by range")
    func severalRanges() throws {
        let query = Query(Airport.self).where(\.country).anyOf("C1", "C7", "none").where(\.elevation).below(110)
        let (answer, counts) = try counts { try $0.query(query).primaryKeys() }
        #expect(answer.count == 10)
        #expect(counts.keysRead == 10)
        #expect(counts.recordsRead == 0)
    }

    @Test("a plain index serves comparisons without case by skipping")
    func skipScan() throws {
        let table = Line.table
        let lines = try Database.open(at: folder.path("lines"), tables: [table])
        defer { try? lines.close() }
        try lines.records(in: table).bulkAdd((0..<1_000).map { Line(text: "line \($0)") } + [Line(text: "LINE 7")])
        let query = Query(in: table).where(\.text).equalsIgnoreCase("Line 77")
        let (found, counts) = try lines.read { tx throws in
            (try tx.query(query).keys(\.text), tx.counts)
        }
        #expect(found == ["line 77"])
        #expect(counts.recordsRead == 0)
        // `line 77` and `line 77x`.
        #expect(counts.keysRead <= 11)
        let plan = try lines.query(query).explain()
        #expect(plan.entryFilter == [#"text = "line 77" without case"#])
        #expect(plan.rangeCount > 1)
    }

    @Test("a covering index answers without records")
    func covering() throws {
        let query = Query(Airport.self).where(\.country).equals("C2").orderBy(\.elevation)
        let (rows, counts) = try counts { try $0.query(query).select(\.name, \.elevation, \.icao).toArray() }
        #expect(rows.map(\.0) == (200..<300).map { "Name \($0)" })
        #expect(rows.map(\.2) == (200..<300).map { "A\(1_000 + $0)" })
        #expect(counts.keysRead == 100)
        #expect(counts.recordsRead == 0)
        #expect(counts.recordsDecoded == 0)
        let (sum, sumCounts) = try self.counts { try $0.query(query).sum(\.elevation) }
        #expect(sum == (200..<300).reduce(0, +))
        #expect(sumCounts.recordsRead == 0)
        // A condition on a covered field is tested on the entries.
        let (filtered, filteredCounts) = try self.counts {
            try $0.query(query.where(\.name).startsWith("Name 29")).select(\.name).toArray()
        }
        #expect(filtered == (290..<300).map { "Name \($0)" })
        #expect(filteredCounts.recordsRead == 0)
    }

    @Test("a limit ends the scan early")
    func earlyLimit() throws {
        let (_, counts) = try counts { try $0[Airport.self].orderBy(\.elevation).reverse().limit(5).toArray() }
        #expect(counts.keysRead == 5)
        #expect(counts.recordsRead == 5)
        let (_, greatest) = try self.counts { try $0[Airport.self].all.max(\.elevation) }
        #expect(greatest.keysRead == 1)
        #expect(greatest.recordsRead == 0)
    }

    @Test("alternatives with a limit read no more than that of each")
    func union() throws {
        let query = Query(Airport.self).where(\.country).equals("C1").or(\.country, \.city).equals("C3", "City 1")
            .or(\.icao).startsWith("A19").limit(3)
        let (found, counts) = try counts { try $0.query(query).toArray() }
        #expect(found.map(\.icao) == ["A1100", "A1101", "A1102"])
        #expect(counts.recordsRead <= 9 + 100)
        let (count, countCounts) = try self.counts { try $0.query(query.limit(1_000)).count() }
        #expect(count == 100 + 1 + 100)
        #expect(countCounts.recordsRead == 100)
    }

    @Test("alternatives are put in order by their entries")
    func unionOfEntries() throws {
        let query = Query(Airport.self).where(\.country).equals("C1").or(\.elevation).below(10)
        let (keys, counts) = try counts { try $0.query(query).primaryKeys() }
        #expect(keys == (0..<10).map { "A\(1_000 + $0)" } + (100..<200).map { "A\(1_000 + $0)" })
        #expect(counts.keysRead == 110)
        #expect(counts.recordsRead == 0)
        let (records, recordCounts) = try self.counts { try $0.query(query).toArray() }
        #expect(records.map(\.icao) == keys)
        #expect(recordCounts.recordsRead == 110, "each once")
    }

    @Test("sorting with a limit keeps few; without one it has a ceiling")
    func sorting() throws {
        var options = DatabaseOptions()
        options.sortMemoryBytes = 20_000
        try db.close()
        let small = try Database.open(at: folder.path("store"), tables: [Airport.table], options: options)
        defer { try? small.close() }
        let query = Query(Airport.self).orderBy(\.city, \.icao).reverse()
        #expect(try small.query(query.offset(2).limit(2)).keys(\.icao).count == 2)
        #expect(try small.query(query.limit(3)).toArray().map(\.city) == ["City 9", "City 9", "City 9"])
        expectCode(.sortTooLarge) { try small.query(query).toArray() }
        expectCode(.sortTooLarge) {
            try small.query(
                Query(Airport.self).where(\.country).above("A").or(\.elevation).above(0)
                    .or(\.name).startsWithIgnoreCase("name")
            ).toArray()
        }
        // Whoever shows no order needs none.
        #expect(try small.query(query).count() == 1_000)
    }

    @Test("a limit is recommended to those alone who have none")
    func recommendations() async throws {
        var options = DatabaseOptions()
        options.sortMemoryBytes = 1_000
        try await db.close()
        let small = try Database.open(at: folder.path("store"), tables: [Airport.table], options: options)
        defer { try? small.close() }
        func refusal(_ query: Query<Airport>) -> String {
            do {
                return "\(try small.query(query).toArray().count) records"
            } catch let error as RoostError {
                return "\(error.code): \(error.message)"
            } catch {
                return "\(error)"
            }
        }
        let sorted = Query(Airport.self).orderBy(\.city, \.icao)
        let sorting = "sortTooLarge: sorting takes more than 1000 bytes of memory; an index in the order asked for"
        #expect(refusal(sorted) == "\(sorting), or a limit, would do without")
        #expect(refusal(sorted.limit(900)) == "\(sorting) would do without")
        #expect(refusal(sorted.until { _ in false }) == "\(sorting) would do without")
        let either = Query(Airport.self).where(\.icao).startsWith("A1").or(\.elevation).equals(5)
        let uniting = "sortTooLarge: taking alternatives together takes more than 1000 bytes of memory"
        #expect(refusal(either) == "\(uniting); set a limit")
        #expect(refusal(either.limit(900)) == uniting)
        #expect(refusal(either.filter { _ in true }) == uniting)
        // With a limit, the alternative whose index gives another order is sorted first.
        let unsorted = Query(Airport.self).where(\.country).equals("C1").or(\.icao).startsWith("A1")
        #expect(refusal(unsorted) == "\(uniting); set a limit")
        #expect(refusal(unsorted.limit(900)) == "\(sorting) would do without")
        #expect(refusal(unsorted.limit(900).filter { _ in true }) == uniting)
        // A stream sorts all primary keys, however few it is asked for.
        do {
            for try await _ in small.stream(sorted) {}
            Issue.record("nothing was refused")
        } catch let error as RoostError {
            #expect(error.code == .sortTooLarge)
            #expect(error.message == "sorting primary keys takes more than 1000 bytes of memory")
        }
    }

    @Test("a database may ask for indexes")
    func requiresIndex() throws {
        var options = DatabaseOptions()
        options.requiresIndex = true
        try db.close()
        let strict = try Database.open(at: folder.path("store"), tables: [Airport.table], options: options)
        defer { try? strict.close() }
        let airports = strict[Airport.self]
        #expect(try airports.toArray().count == 1_000)
        #expect(try airports.where(\.elevation).above(990).where(\.size).equals(.small).count() == 9)
        func refusal(_ query: Query<Airport>) -> String {
            do {
                _ = try strict.query(query).toArray()
                return "nothing was refused"
            } catch {
                #expect((error as? RoostError)?.code == .indexRequired)
                return "\(error)"
            }
        }
        let all = Query(Airport.self)
        #expect(refusal(all.where(\.size).equals(.large)).contains("Index($0.size) would serve it"))
        #expect(
            refusal(
                all.where(\.city).equals("x").where(\.size).equals(.large).where(\.icao).above("A").or(\.size).equals(
                    .small)
            )
            .contains("no index serves the query"))
        #expect(refusal(all.orderBy(\.size)).contains("Index($0.size) would serve it"))
        #expect(refusal(all.where(\.size).equals(.large).orderBy(\.city)).contains("Index($0.size, $0.city)"))
        // What asks for the whole table is what it says, with an order of its own or without.
        let sizes: Set<AirportSize> = Set(try airports.toArray().map(\.size))
        #expect(Set(try airports.all.uniqueKeys(\.size)) == sizes)
        #expect(try airports.all.groupedCount(\.size).map(\.key) == airports.all.uniqueKeys(\.size))
        #expect(try airports.all.firstKey(\.size) == airports.all.uniqueKeys(\.size).first)
        #expect(try airports.all.lastKey(\.size) == airports.all.uniqueKeys(\.size).last)
        #expect(try airports.all.min(\.size) == airports.all.firstKey(\.size))
        #expect(try airports.all.max(\.size) == airports.all.lastKey(\.size))
        #expect(try airports.all.filter { $0.elevation < 10 }.max(\.size) != nil)
        // With a condition of one's own, or an order, it is a search.
        expectCode(.indexRequired) { try airports.where(\.city).equals("City 1").max(\.size) }
        expectCode(.indexRequired) { try airports.where(\.city).equals("City 1").groupedCount(\.size) }
        expectCode(.indexRequired) { try airports.orderBy(\.city).uniqueKeys(\.size) }
        expectCode(.indexRequired) { try airports.where(\.city).equals("x").or(\.size).equals(.large).min(\.size) }
        expectCode(.indexRequired) {
            try strict.write { tx in try tx.query(all.where(\.size).equals(.large)).delete() }
        }
    }
}
