import Roost
import Testing

/// Terminals that want less than records, or something made of them. Where the entries of an index are enough, no record is
/// read.
@Suite("Snapshots: keys, projections and aggregates") struct TerminalSnapshotTests {
    private let library: Library

    init() throws { library = try Library() }

    @Test func keys() throws {
        try library.snapshot(plan: "books: index price", recordsRead: 0, [nil, nil, 3, 4]) {
            try $0.orderBy(\.price).limit(4).keys(\.price)
        } inSwift: {
            $0.map(\.price).sorted { ($0 ?? 0) < ($1 ?? 0) }.prefix(4).map(\.self)
        }
        try library.snapshot(
            plan: "books: index pages (pages > 400)", recordsRead: 3, ["Dracula", "Emma", "Fluß"]
        ) {
            try $0.where(\.pages).above(400).keys(\.title)
        } inSwift: {
            $0.filter { $0.pages > 400 }.sorted { $0.pages < $1.pages }.map(\.title)
        }
        // Without an order, the records say in which one their fields come.
        try library.snapshot(plan: "books: table scan", recordsRead: 2, [474, 249]) {
            try $0.all.limit(2).keys(\.pages)
        }
        try library.snapshot(plan: #"books: index tags (tags = "sea")"#, recordsRead: 0, [14]) {
            try $0.where(\.tags).equals("sea").primaryKeys()
        }
        try library.snapshot(plan: "books: index pages, backwards", recordsRead: 0, [14, 1]) {
            try $0.orderBy(\.pages).reverse().limit(2).primaryKeys()
        } inSwift: {
            $0.sorted { $0.pages > $1.pages }.prefix(2).map(\.id)
        }
    }

    @Test func elements() throws {
        // A key for each entry, not for each record.
        try library.snapshot(
            plan: #"books: index tags (tags starts with "l")"#, recordsRead: 0,
            ["letters", "letters", "love", "love", "love", "love"]
        ) {
            try $0.where(\.tags).startsWith("l").keys(\.tags)
        } inSwift: {
            $0.flatMap(\.tags).filter { $0.hasPrefix("l") }.sorted()
        }
        try library.snapshot(
            plan: #"books: index genre+shelf (genre = "poems")"#, recordsRead: 2, ["verse", "love", "verse"]
        ) { try $0.where(\.genre).equals(.poems).keys(\.tags) }
        try library.snapshot(
            plan: #"books: index tags (tags = "ghost"), filter (lent = true)"#, recordsRead: 2, ["ghost"]
        ) {
            try $0.where(\.tags).equals("ghost").where(\.lent).equals(true).keys(\.tags)
        }
    }

    @Test func projections() throws {
        try library.snapshot(
            plan: #"books: index author+year- (author = "Goethe"), backwards"#, recordsRead: 0,
            ["5 1774 Werther", "6 1787 Iphigenie", "4 1808 Faust"]
        ) {
            try $0.where(\.author).equals("Goethe").orderBy(\.year).select(\.id, \.year, \.title).toArray()
                .map { "\($0) \($1) \($2)" }
        }
        try library.snapshot(
            plan: #"books: index author+year- (author = "Goethe"), backwards"#, recordsRead: 3,
            ["Werther 144", "Iphigenie 80", "Faust 158"]
        ) {
            try $0.where(\.author).equals("Goethe").orderBy(\.year).select(\.title, \.pages).toArray()
                .map { "\($0) \($1)" }
        }
        try library.snapshot(
            plan: #"books: index genre+shelf (genre = "drama", shelf is not nil)"#, recordsRead: 0, "drama B2"
        ) {
            try $0.where(\.genre).equals(.drama).where(\.shelf).isNotNil().select(\.genre, \.shelf).first()
                .map { "\($0.rawValue) \($1 ?? "nil")" }
        }
    }

    @Test func distinctValues() throws {
        try library.snapshot(plan: "books: index genre+shelf", recordsRead: 0, [.drama, .essay, .novel, .poems]) {
            try $0.all.uniqueKeys(\.genre)
        } inSwift: {
            Set($0.map(\.genre)).sorted { $0.rawValue < $1.rawValue }
        }
        try library.snapshot(
            plan: #"books: index genre+shelf (genre = "novel")"#, recordsRead: 0, [nil, "A1", "A2", "B1", "C1"]
        ) { try $0.where(\.genre).equals(.novel).uniqueKeys(\.shelf) }
        try library.snapshot(plan: "books: index author+year-, backwards", recordsRead: 0, "Thoreau Stoker Shakespeare")
        {
            try $0.orderBy(\.author).reverse().uniqueKeys(\.author).prefix(3).map { $0 ?? "nil" }.joined(separator: " ")
        }
        try library.snapshot(plan: "books: table scan, sort by lent", recordsRead: 15, [false, true]) {
            try $0.all.uniqueKeys(\.lent)
        }
    }

    @Test func firstAndLast() throws {
        try library.snapshot(plan: "books: index pages", recordsRead: 0, 75) {
            try $0.all.firstKey(\.pages)
        } inSwift: {
            $0.map(\.pages).min()
        }
        try library.snapshot(plan: "books: index pages", recordsRead: 0, 2_200) {
            try $0.all.lastKey(\.pages)
        } inSwift: {
            $0.map(\.pages).max()
        }
        try library.snapshot(plan: "books: index price", recordsRead: 0, .some(.none)) { try $0.all.firstKey(\.price) }
        try library.snapshot(plan: #"books: index genre+shelf (genre = "novel")"#, recordsRead: 0, "C1") {
            try $0.where(\.genre).equals(.novel).lastKey(\.shelf)
        } inSwift: {
            $0.filter { $0.genre == .novel }.compactMap(\.shelf).max()
        }
        try library.snapshot(plan: "books: index pages, backwards", recordsRead: 1, 14) {
            try $0.orderBy(\.pages).reverse().first()?.id
        }
        try library.snapshot(plan: "books: index pages", recordsRead: 1, 14) { try $0.orderBy(\.pages).last()?.id }
        try library.snapshot(plan: "books: index pages (pages > 9999)", recordsRead: 0, nil) {
            try $0.where(\.pages).above(9_999).first()?.id
        }
    }

    @Test func smallestAndGreatest() throws {
        // Nil is no smallest value.
        try library.snapshot(plan: "books: index price (price is not nil)", recordsRead: 0, 3) {
            try $0.all.min(\.price)
        } inSwift: {
            $0.compactMap(\.price).min()
        }
        try library.snapshot(plan: "books: index price (price is not nil), backwards", recordsRead: 0, 20) {
            try $0.all.max(\.price)
        } inSwift: {
            $0.compactMap(\.price).max()
        }
        try library.snapshot(
            plan: #"books: index author+year- (author = "Goethe", year is not nil)"#, recordsRead: 0, 1808
        ) {
            try $0.where(\.author).equals("Goethe").max(\.year)
        } inSwift: {
            $0.filter { $0.author == "Goethe" }.map(\.year).max()
        }
        try library.snapshot(
            plan: "books: table scan, filter (year is not nil), sort by year", recordsRead: 15, 1000
        ) {
            try $0.all.min(\.year)
        } inSwift: {
            $0.map(\.year).min()
        }
        try library.snapshot(plan: "books: index pages (pages > 9999 and pages is not nil)", recordsRead: 0, nil) {
            try $0.where(\.pages).above(9_999).min(\.pages)
        }
    }

    @Test func sums() throws {
        try library.snapshot(plan: "books: index pages", recordsRead: 0, 5_452) {
            try $0.all.sum(\.pages)
        } inSwift: {
            $0.map(\.pages).reduce(0, +)
        }
        // Nil is 0 in a sum, and does not count in a mean.
        try library.snapshot(plan: "books: index price", recordsRead: 0, 114) {
            try $0.all.sum(\.price)
        } inSwift: {
            $0.compactMap(\.price).reduce(0, +)
        }
        try library.snapshot(plan: "books: index price", recordsRead: 0, 114.0 / 13) { try $0.all.average(\.price) }
        try library.snapshot(plan: #"books: index author+year- (author = "Austen")"#, recordsRead: 0, 5_557) {
            try $0.where(\.author).equals("Austen").sum(\.year)
        } inSwift: {
            $0.filter { $0.author == "Austen" }.map(\.year).reduce(0, +)
        }
        try library.snapshot(plan: #"books: index author+year- (author = "Austen")"#, recordsRead: 3, 291) {
            try $0.where(\.author).equals("Austen").average(\.pages)
        }
        try library.snapshot(plan: #"books: index genre+shelf (genre = "essay")"#, recordsRead: 1, 352) {
            try $0.where(\.genre).equals(.essay).sum(\.pages)
        } inSwift: {
            $0.filter { $0.genre == .essay }.map(\.pages).reduce(0, +)
        }
        try library.snapshot(plan: "books: index pages (pages > 9999)", recordsRead: 0, nil) {
            try $0.where(\.pages).above(9_999).average(\.pages)
        }
    }

    @Test func counts() throws {
        // All books are counted by a counter, whatever would be scanned.
        try library.snapshot(plan: "books: index pages", recordsRead: 0, 15) {
            try $0.all.count()
        } inSwift: {
            $0.count
        }
        try library.snapshot(plan: "books: index pages (pages >= 249)", recordsRead: 0, 7) {
            try $0.where(\.pages).aboveOrEqual(249).count()
        } inSwift: {
            $0.count { $0.pages >= 249 }
        }
        try library.snapshot(plan: #"books: index tags (tags = "verse")"#, recordsRead: 0, 6) {
            try $0.where(\.tags).equals("verse").count()
        } inSwift: {
            $0.count { $0.tags.contains("verse") }
        }
        // A record with several of the elements counts once, which its entries do not tell.
        try library.snapshot(
            plan: #"books: index tags (tags in ["verse", "devil"]) in 2 ranges"#, recordsRead: 8, 8
        ) {
            try $0.where(\.tags).anyOf("verse", "devil").count()
        } inSwift: {
            $0.count { $0.tags.contains("verse") || $0.tags.contains("devil") }
        }
        try library.snapshot(
            plan: "books: index genre+shelf", recordsRead: 0, ["drama 5", "essay 1", "novel 7", "poems 2"]
        ) { try $0.all.groupedCount(\.genre).map { "\($0.key) \($0.count)" } }
        try library.snapshot(
            plan: #"books: index genre+shelf (genre = "drama")"#, recordsRead: 5, ["false 3", "true 2"]
        ) {
            try $0.where(\.genre).equals(.drama).groupedCount(\.lent).map { "\($0.key) \($0.count)" }
        }
    }

    // After the limit, unlike an order.
    @Test func sortsInMemory() throws {
        try library.snapshot(
            plan: "books: index pages", recordsRead: 4, ["DRACULA", "Iphigenie", "Sanditon", "Werther"]
        ) {
            try $0.orderBy(\.pages).limit(4).sortBy(\.title).map(\.title)
        } inSwift: {
            $0.sorted { $0.pages < $1.pages }.prefix(4).map(\.title).sorted()
        }
    }

    @Test func pages() throws {
        var next: PageToken?
        for (size, ids) in [(4, [8, 6, 5, 3]), (4, [4, 11, 15, 12]), (100, [2, 10, 9, 13, 7, 1, 14])] {
            // One record more tells whether there is a next page.
            try library.snapshot(plan: "books: index pages", recordsRead: min(size + 1, 7), ids) {
                let page = try $0.orderBy(\.pages).page(after: next, size: size)
                next = page.next
                return page.records.map(\.id)
            }
        }
        #expect(next == nil)
    }
}
