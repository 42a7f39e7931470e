import Foundation

@testable import Roost

/// A record with fields of kinds that JSON does not have, and dates that it writes as text itself.
struct Invoice: Codable, Sendable, Hashable {
    var id: Int
    var amount: Decimal
    var tax: Decimal?
    var link: URL
    var home: URL?
    var labels: Set<String>
    var marks: Set<Int>?
    var issued: Date
    var due: Date?
    var born: Date
    var reminders: [Date]

    init(
        id: Int, amount: Decimal, tax: Decimal?, link: URL, home: URL?, labels: Set<String>, marks: Set<Int>?,
        issued: Date, due: Date?, born: Date, reminders: [Date]
    ) {
        self.id = id
        self.amount = amount
        self.tax = tax
        self.link = link
        self.home = home
        self.labels = labels
        self.marks = marks
        self.issued = issued
        self.due = due
        self.born = born
        self.reminders = reminders
    }

    enum CodingKeys: CodingKey {
        case id, amount, tax, link, home, labels, marks, issued, due, born, reminders
    }

    private static let seconds = Date.ISO8601FormatStyle()
    private static let milliseconds = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let days = Date.ISO8601FormatStyle().year().month().day()

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int.self, forKey: .id)
        amount = try container.decode(Decimal.self, forKey: .amount)
        tax = try container.decodeIfPresent(Decimal.self, forKey: .tax)
        link = try container.decode(URL.self, forKey: .link)
        home = try container.decodeIfPresent(URL.self, forKey: .home)
        labels = try container.decode(Set<String>.self, forKey: .labels)
        marks = try container.decodeIfPresent(Set<Int>.self, forKey: .marks)
        issued = try Self.seconds.parse(try container.decode(String.self, forKey: .issued))
        due = try container.decodeIfPresent(String.self, forKey: .due).map { try Self.milliseconds.parse($0) }
        born = try Self.days.parse(try container.decode(String.self, forKey: .born))
        reminders = try container.decode([String].self, forKey: .reminders).map { try Self.seconds.parse($0) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(amount, forKey: .amount)
        try container.encodeIfPresent(tax, forKey: .tax)
        try container.encode(link, forKey: .link)
        try container.encodeIfPresent(home, forKey: .home)
        try container.encode(labels, forKey: .labels)
        try container.encodeIfPresent(marks, forKey: .marks)
        try container.encode(Self.seconds.format(issued), forKey: .issued)
        try container.encodeIfPresent(due.map(Self.milliseconds.format), forKey: .due)
        try container.encode(Self.days.format(born), forKey: .born)
        try container.encode(reminders.map(Self.seconds.format), forKey: .reminders)
    }
}

extension Invoice: Record {
    struct Fields: Sendable {
        let id = Field("id", \Invoice.id)
        let amount = Field("amount", \Invoice.amount)
        let tax = Field("tax", \Invoice.tax)
        let link = Field("link", \Invoice.link)
        let home = Field("home", \Invoice.home)
        let labels = EachField("labels", \Invoice.labels)
        let marks = EachField("marks", \Invoice.marks)
        let issued = Field("issued", \Invoice.issued, as: .iso8601)
        let due = Field("due", \Invoice.due, as: .iso8601WithFractionalSeconds)
        let born = Field("born", \Invoice.born, as: .iso8601Day)
        let reminders = EachField("reminders", \Invoice.reminders, as: .iso8601)
    }

    static let table = Table("invoices", fields: Fields(), primaryKey: \Fields.id)

    /// The same records under different indexes.
    static let configurations: [Table<Invoice, Int>] = [
        table,
        Table("indexed", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.amount)
            Index($0.tax.descending)
            Index($0.link)
            Index($0.home)
            Index($0.issued)
            Index($0.due.descending)
            Index($0.born)
            Index.each($0.labels)
            Index.each($0.marks)
            Index.each($0.reminders)
        },
        Table("compound", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.born, $0.amount.descending).covering($0.link, $0.tax)
            Index.unique($0.issued, $0.id)
            Index.each($0.labels).covering($0.amount)
        },
    ]
}
