import Roost
import Testing

@Suite("Snapshots: alternatives and closures") struct AlternativeSnapshotTests {
    private static let cases: [Snapshot] = [
        // Two indexes, whose answers are taken together; without an order the primary key gives it.
        .inOrder(
            books.where(\.genre).equals(.poems).or(\.pages).above(400),
            plan: #"""
                books: any of (index genre+shelf (genre = "poems"), sort by id; \#
                index pages (pages > 400), sort by id)
                """#,
            ids: [1, 7, 11, 12, 14]
        ) { $0.filter { $0.genre == .poems || $0.pages > 400 } },
        .inOrder(
            books.where(\.id).equals(3).or(\.signature).anyOf("go1", "st1"),
            plan: #"books: any of (primary key (id = 3); index code (code in ["go1", "st1"]) in 2 ranges, sort by id)"#,
            ids: [3, 4, 7]
        ) { $0.filter { $0.id == 3 || ["go1", "st1"].contains($0.code) } },
        .inOrder(
            books.where(\.genre).equals(.essay).or(\.price).isNil().or(\.tags).equals("sea"),
            plan: #"""
                books: any of (index genre+shelf (genre = "essay"), sort by id; \#
                index price (price is nil); \#
                index tags (tags = "sea"))
                """#,
            ids: [3, 8, 13, 14]
        ) { $0.filter { $0.genre == .essay || $0.price == nil || $0.tags.contains("sea") } },
        .inOrder(
            books.where(\.tags).equals("ghost").or(\.tags).equals("devil"),
            plan: #"books: any of (index tags (tags = "ghost"); index tags (tags = "devil"))"#,
            ids: [4, 7, 8, 9, 10]
        ) { $0.filter { $0.tags.contains("ghost") || $0.tags.contains("devil") } },
        .inOrder(
            books.where(\.price).equals(20).or(\.author, \.year).equals("Austen", 1815),
            plan: #"books: any of (index price (price = 20); index author+year- (author = "Austen", year = 1815))"#,
            ids: [1, 14]
        ) { $0.filter { $0.price == 20 || $0.author == "Austen" && $0.year == 1815 } },
        // Alternatives on one field are one set of ranges.
        .inOrder(
            books.where(\.pages).below(80).or(\.pages).above(400),
            plan: "books: index pages (pages < 80 or pages > 400) in 2 ranges, sort by id", ids: [1, 7, 8, 14]
        ) { $0.filter { $0.pages < 80 || $0.pages > 400 } },
        .inOrder(
            books.where(\.pages).equals(249).or(\.pages).equals(249).or(\.pages).equals(75),
            plan: "books: index pages (pages = 249 or pages = 75) in 2 ranges, sort by id", ids: [2, 8, 10]
        ) { $0.filter { $0.pages == 249 || $0.pages == 75 } },
        // What comes after an alternative applies to all.
        .inOrder(
            books.where(\.genre).equals(.poems).or(\.pages).above(400).where(\.lent).equals(true),
            plan: #"""
                books: any of (index genre+shelf (genre = "poems"), filter (lent = true), sort by id; \#
                index pages (pages > 400), filter (lent = true), sort by id)
                """#,
            ids: [7]
        ) { $0.filter { ($0.genre == .poems || $0.pages > 400) && $0.lent } },
        // Where one alternative reads all books, one scan tests all alternatives.
        .inOrder(
            books.where(\.genre).equals(.poems).or(\.lent).equals(true),
            plan: #"books: table scan, filter (genre = "poems" or lent = true)"#, ids: [2, 4, 7, 9, 11, 12, 13]
        ) { $0.filter { $0.genre == .poems || $0.lent } },
        // What nothing satisfies is no alternative.
        .inOrder(
            books.where(\.pages).anyOf([Int]()).or(\.genre).equals(.poems),
            plan: #"books: index genre+shelf (genre = "poems"), sort by id"#, ids: [11, 12]
        ) { $0.filter { $0.genre == .poems } },
        .inOrder(
            books.where(\.genre).equals(.poems).or(\.pages).above(400).orderBy(\.pages).reverse().offset(1).limit(3),
            plan: #"""
                books: any of (index genre+shelf (genre = "poems"), sort backwards by pages, id; \#
                index pages (pages > 400), backwards)
                """#,
            ids: [1, 7, 12]
        ) {
            $0.filter { $0.genre == .poems || $0.pages > 400 }.sorted { $0.pages > $1.pages }.dropFirst().prefix(3)
                .map(\.self)
        },
        .inOrder(
            books.where(\.genre).equals(.poems).or(\.pages).above(400).filter { $0.price != nil }.limit(3),
            plan: #"""
                books: any of (index genre+shelf (genre = "poems"), sort by id; \#
                index pages (pages > 400), sort by id), a closure
                """#,
            ids: [1, 7, 11]
        ) { $0.filter { $0.genre == .poems || $0.pages > 400 }.prefix(3).map(\.self) },
        .inOrder(
            books.where(\.genre).equals(.novel).filter { $0.title.count > 7 },
            plan: #"books: index genre+shelf (genre = "novel"), a closure"#, ids: [3, 2]
        ) { $0.filter { $0.genre == .novel && $0.title.count > 7 }.sorted { $0.place < $1.place } },
        .inOrder(
            books.orderBy(\.pages).until { $0.lent }, plan: "books: index pages, a closure", ids: [8, 6, 5, 3]
        ) { $0.sorted { $0.pages < $1.pages }.prefix { !$0.lent }.map(\.self) },
        .inOrder(
            books.orderBy(\.pages).until { $0.lent }.filter { $0.id > 3 }.offset(1),
            plan: "books: index pages, 2 closures", ids: [6, 5]
        ) {
            $0.sorted { $0.pages < $1.pages }.prefix { !$0.lent }.filter { $0.id > 3 }.dropFirst().map(\.self)
        },
        .inOrder(
            books.orderBy(\.year).reverse().until { $0.author == nil },
            plan: "books: table scan, a closure, sort backwards by year", ids: [15, 14]
        ) { $0.sorted { $0.year > $1.year }.prefix { $0.author != nil }.map(\.self) },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
