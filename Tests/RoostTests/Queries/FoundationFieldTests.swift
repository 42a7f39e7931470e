import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

/// Fields of `Decimal`, `URL`, `Set` and dates as text, under every configuration of indexes, against what Swift says.
@Suite("Fields of Decimal, URL, Set and dates as text") struct FoundationFieldTests {
    private static func invoice(_ id: Int, _ generator: inout SeededGenerator) -> Invoice {
        let amounts: [Decimal] = [0, 1, -1, 12.5, Decimal(sign: .plus, exponent: -2, significand: 1_250), 99.99]
        let paths = ["", "a", "b", "a/b", "%C3%BC"]
        func date(_ unit: Double) -> Date {
            Date(timeIntervalSinceReferenceDate: Double(Int.random(in: -3...3, using: &generator)) * unit)
        }
        return Invoice(
            id: id, amount: generator.chance(3) ? generator.decimalKey() : generator.pick(amounts),
            tax: generator.chance(3) ? nil : generator.pick(amounts),
            link: URL(filePath: "/x/" + generator.pick(paths)),
            home: generator.chance(3) ? nil : URL(string: "https://example.org/" + generator.pick(paths)),
            labels: Set(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in generator.pick(["a", "b", "ä", ""]) }),
            marks: generator.chance(4) ? nil : Set((0..<3).map { _ in Int.random(in: 0...3, using: &generator) }),
            issued: date(3_600), due: generator.chance(3) ? nil : date(0.25), born: date(86_400),
            reminders: (0..<Int.random(in: 0...2, using: &generator)).map { _ in date(60) })
    }

    private struct Ordered<V: OrderedComponent & Hashable & Sendable> where V.Scalar == V {
        let value: @Sendable (Invoice) -> V?
        let isLess: @Sendable (V, V) -> Bool
        let records: Records<Invoice, Database>
        let invoices: [Invoice]

        private func ids(_ isIncluded: (V?) -> Bool) -> [Int] {
            invoices.filter { isIncluded(value($0)) }.map(\.id)
        }

        func check<F: KeyComponent>(_ field: FieldPath<Invoice, Field<Invoice, F>>) throws
        where F.Scalar == V, F: Equatable {
            let name = "\(records.table.name) \(field)"
            for operand in Set(invoices.compactMap(value)) {
                func same(_ request: Request<Invoice, Database>, _ expected: [Int]) throws {
                    #expect(try request.primaryKeys().sorted() == expected, "\(name) \(operand)")
                    #expect(try request.toArray().map(\.id).sorted() == expected, "\(name) \(operand)")
                    #expect(try request.count() == expected.count, "\(name) \(operand)")
                }
                try same(records.where(field).equals(operand), ids { $0 == operand })
                try same(records.where(field).notEqual(operand), ids { $0 != operand })
                try same(records.where(field).above(operand), ids { $0.map { isLess(operand, $0) } ?? false })
                try same(records.where(field).belowOrEqual(operand), ids { $0.map { !isLess(operand, $0) } ?? false })
            }
            let expected = invoices.sorted { left, right in
                switch (value(left), value(right)) {
                case (nil, nil): left.id < right.id
                case (nil, _): true
                case (_, nil): false
                case (let a?, let b?): isLess(a, b) || (!isLess(b, a) && left.id < right.id)
                }
            }
            let keys = try records.orderBy(field).keys(field)
            #expect(keys.map { $0 as? V } == expected.map(value), "\(name)")
            #expect(try records.orderBy(field).toArray().map(value) == expected.map(value), "\(name)")
            let counts = Dictionary(grouping: invoices, by: value).mapValues(\.count)
            #expect(try records.all.groupedCount(field).allSatisfy { counts[$0.key as? V] == $0.count }, "\(name)")
            #expect(try records.all.groupedCount(field).count == counts.count, "\(name)")
        }
    }

    @Test(arguments: UInt64(0)..<4) func everyOperator(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let invoices = (1...40).map { Self.invoice($0, &generator) }
        for table in Invoice.configurations {
            let db = try Database.inMemory(tables: [table])
            let records = db.records(in: table)
            try records.bulkPut(invoices)
            #expect(try records.all.toArray() == invoices)
            func ordered<V>(
                _ value: @escaping @Sendable (Invoice) -> V?, _ isLess: @escaping @Sendable (V, V) -> Bool
            ) -> Ordered<V> { Ordered(value: value, isLess: isLess, records: records, invoices: invoices) }
            let urls: @Sendable (URL, URL) -> Bool = {
                $0.absoluteString.utf8.lexicographicallyPrecedes($1.absoluteString.utf8)
            }
            try ordered({ $0.amount }, <).check(\.amount)
            try ordered({ $0.tax }, <).check(\.tax)
            try ordered({ $0.link }, urls).check(\.link)
            try ordered({ $0.home }, urls).check(\.home)
            try ordered({ $0.issued }, <).check(\.issued)
            try ordered({ $0.due }, <).check(\.due)
            try ordered({ $0.born }, <).check(\.born)
            for label in ["a", "b", "ä", "", "c"] {
                let having = invoices.filter { $0.labels.contains(label) }.map(\.id)
                #expect(try records.where(\.labels).equals(label).primaryKeys().sorted() == having)
                #expect(try records.where(\.labels).notEqual(label).count() == invoices.count - having.count)
            }
            for mark in 0...3 {
                let having = invoices.filter { $0.marks?.contains(mark) ?? false }.map(\.id)
                #expect(try records.where(\.marks).equals(mark).primaryKeys().sorted() == having)
            }
            for reminder in Set(invoices.flatMap(\.reminders)) {
                let having = invoices.filter { $0.reminders.contains(reminder) }.map(\.id)
                #expect(try records.where(\.reminders).equals(reminder).primaryKeys().sorted() == having)
            }
            #expect(try db.verify().problems == [])
        }
    }

    @Test func typedChangesWriteWhatTheRecordWrites() throws {
        for table in Invoice.configurations {
            let db = try Database.inMemory(tables: [table])
            let records = db.records(in: table)
            var generator = SeededGenerator(seed: 7)
            var invoice = Self.invoice(1, &generator)
            try records.put(invoice)
            let date = Date(timeIntervalSinceReferenceDate: 730_000_000)
            invoice.amount = try #require(Decimal(string: "1234567890123456789012345678.0123456789"))
            invoice.tax = nil
            invoice.link = try #require(URL(string: "https://example.org/%C3%BC?q=1"))
            invoice.labels = ["x", "y"]
            invoice.issued = date
            invoice.due = date.addingTimeInterval(0.25)
            invoice.born = Date(timeIntervalSinceReferenceDate: 86_400 * 8_000)
            invoice.reminders = [date]
            try records.update(
                1, .set(\.amount, to: invoice.amount), .set(\.tax, to: nil), .set(\.link, to: invoice.link),
                .set(\.labels, to: ["x"]), .append(\.labels, "y"), .set(\.issued, to: date),
                .set(\.due, to: invoice.due), .set(\.born, to: invoice.born), .set(\.reminders, to: []),
                .append(\.reminders, date))
            #expect(try records.get(1) == invoice)
            #expect(try records.where(\.issued).equals(date).count() == 1)
            #expect(try records.where(\.due).equals(date.addingTimeInterval(0.25)).count() == 1)
            #expect(try records.where(\.amount).equals(invoice.amount).keys(\.link) == [invoice.link])
            try records.update(1, .set(\.due, to: nil))
            #expect(try records.where(\.due).isNil().count() == 1)
            #expect(try db.verify().problems == [])
        }
    }

    @Test func decimalsAndURLsArePrimaryKeys() throws {
        let db = try Database.inMemory(tables: [Price.table, WebPage.table])
        let amounts = try ["10", "-2", "0.5", "1e20", "0"].map { try #require(Decimal(string: $0)) }
        try db[Price.self].bulkPut(amounts.map { Price(amount: $0) })
        #expect(try db[Price.self].all.primaryKeys() == amounts.sorted())
        #expect(try db[Price.self].get(0.50)?.amount == 0.5)
        let url = try #require(URL(string: "https://example.org/a"))
        try db[WebPage.self].put(WebPage(url: url))
        #expect(try db[WebPage.self].get(url)?.url == url)
    }

    /// Written by Foundation's encoder, read by Roost's and the other way round, digit for digit.
    @Test(arguments: UInt64(0)..<4) func decimalsKeepTheirDigits(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let value = generator.decimalKey()
            let own = try RecordCoder().encode([value])
            #expect(try RecordCoder().decode([Decimal].self, from: own.span) == [value], "\(value)")
            let foundation = try JSONEncoder().encode([value])
            #expect(try RecordCoder().decode([Decimal].self, from: Array(foundation).span) == [value], "\(value)")
            #expect(own == Array(foundation), "\(value)")
        }
    }

    @Test func aDateThatIsNoTextOfItsForm() throws {
        let db = try Database.inMemory(tables: [NumberedDay.table])
        let error = #expect(throws: RoostError.self) { try db[NumberedDay.self].put(NumberedDay(id: 1, day: Date())) }
        #expect(error?.code == .valueMismatch)
        #expect(error?.field == "day")
        let expiring = NumberedDay.table.expiring(at: \.day)
        let refused = #expect(throws: RoostError.self) { try Database.inMemory(tables: [expiring]) }
        #expect(refused?.code == .invalidArgument)
        #expect(refused?.field == "day")
    }
}

private struct Price: Codable, Sendable, Record {
    var amount: Decimal

    struct Fields: Sendable { let amount = Field("amount", \Price.amount) }
    static let table = Table("prices", fields: Fields(), primaryKey: \Fields.amount)
}

private struct WebPage: Codable, Sendable, Record {
    var url: URL

    struct Fields: Sendable { let url = Field("url", \WebPage.url) }
    static let table = Table("pages", fields: Fields(), primaryKey: \Fields.url)
}

/// Declared as text and encoded as a number.
private struct NumberedDay: Codable, Sendable, Record {
    var id: Int, day: Date

    struct Fields: Sendable {
        let id = Field("id", \NumberedDay.id)
        let day = Field("day", \NumberedDay.day, as: .iso8601Day)
    }
    static let table = Table("days", fields: Fields(), primaryKey: \Fields.id)
}
