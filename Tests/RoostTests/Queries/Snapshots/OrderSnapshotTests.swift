import Roost
import Testing

@Suite("Snapshots: order, offset and limit") struct OrderSnapshotTests {
    private static let cases: [Snapshot] = [
        // Each field has its direction. An index gives the order when it has these directions, or all the others.
        .inOrder(
            books.orderBy(\.author, \.year.descending), plan: "books: index author+year-",
            ids: [8, 12, 3, 2, 1, 4, 6, 5, 14, 15, 10, 11, 9, 7, 13]
        ) { $0.sorted { ($0.author ?? "", -$0.year) < ($1.author ?? "", -$1.year) } },
        .inOrder(
            books.orderBy(\.author.descending, \.year), plan: "books: index author+year-, backwards",
            ids: [13, 7, 9, 11, 10, 15, 14, 5, 6, 4, 1, 2, 3, 12, 8]
        ) { $0.sorted { ($0.author ?? "", -$0.year) > ($1.author ?? "", -$1.year) } },
        .inOrder(
            books.where(\.author).equals("Goethe").orderBy(\.year.descending).limit(2),
            plan: #"books: index author+year- (author = "Goethe")"#, ids: [4, 6]
        ) { $0.filter { $0.author == "Goethe" }.sorted { $0.year > $1.year }.prefix(2).map(\.self) },
        .inOrder(
            books.orderBy(\.pages.descending).limit(3), plan: "books: index pages, backwards", ids: [14, 1, 7]
        ) { $0.sorted { $0.pages > $1.pages }.prefix(3).map(\.self) },
        .inOrder(
            books.orderBy(\.title.ignoringCase), plan: "books: index title~",
            ids: [12, 7, 8, 1, 4, 14, 9, 6, 10, 2, 3, 11, 13, 5, 15]
        ) { $0.sorted { ($0.title.lowercased(), $0.id) < ($1.title.lowercased(), $1.id) } },
        .inOrder(
            books.orderBy(\.genre.descending, \.title.ignoringCase),
            plan: "books: table scan, sort by genre descending, title without case",
            ids: [12, 11, 7, 1, 14, 2, 3, 5, 15, 13, 8, 4, 9, 6, 10]
        ) { library in
            library.sorted { a, b in
                a.genre == b.genre ? a.title.lowercased() < b.title.lowercased() : a.genre.rawValue > b.genre.rawValue
            }
        },
        .inOrder(
            books.orderBy(\.genre.descending, \.title.ignoringCase).reverse().offset(1).limit(2),
            plan: "books: table scan, sort backwards by genre descending, title without case", ids: [6, 9]
        ) { _ in [Book.library[5], Book.library[8]] },
        .inOrder(
            books.where(\.genre).equals(.poems).or(\.pages).below(100).orderBy(\.pages.descending, \.title),
            plan: #"books: any of (index genre+shelf (genre = "poems"), sort by pages descending, title, id; "#
                + "index pages (pages < 100), sort by pages descending, title, id)",
            ids: [12, 11, 6, 8]
        ) { $0.filter { $0.genre == .poems || $0.pages < 100 }.sorted { $0.pages > $1.pages } },
        .inOrder(
            books, plan: "books: table scan", ids: Array(1...15)
        ) { $0 },
        .inOrder(
            books.reverse().limit(2), plan: "books: table scan, backwards", ids: [15, 14]
        ) { $0.suffix(2).reversed() },
        .inOrder(
            books.orderBy(\.id).offset(13), plan: "books: table scan", ids: [14, 15]
        ) { $0.suffix(2).map(\.self) },
        .inOrder(
            books.orderBy(\.pages).limit(3), plan: "books: index pages", ids: [8, 6, 5]
        ) { $0.sorted { $0.pages < $1.pages }.prefix(3).map(\.self) },
        .inOrder(
            books.orderBy(\.pages).reverse().limit(3), plan: "books: index pages, backwards", ids: [14, 1, 7]
        ) { $0.sorted { $0.pages > $1.pages }.prefix(3).map(\.self) },
        .inOrder(
            books.orderBy(\.pages).offset(4).limit(2), plan: "books: index pages", ids: [4, 11]
        ) { $0.sorted { $0.pages < $1.pages }.dropFirst(4).prefix(2).map(\.self) },
        // The order of the calls makes no difference.
        .inOrder(
            books.limit(2).offset(4).reverse().orderBy(\.pages), plan: "books: index pages, backwards", ids: [9, 10]
        ) { $0.sorted { ($0.pages, $0.id) > ($1.pages, $1.id) }.dropFirst(4).prefix(2).map(\.self) },
        // Nil comes first, and last in descending order.
        .inOrder(
            books.orderBy(\.price).limit(3), plan: "books: index price", ids: [3, 8, 11]
        ) { $0.sorted { ($0.price ?? 0, $0.id) < ($1.price ?? 0, $1.id) }.prefix(3).map(\.self) },
        .inOrder(
            books.orderBy(\.price).reverse().offset(11), plan: "books: index price, backwards", ids: [9, 11, 8, 3]
        ) { $0.sorted { ($0.price ?? 0, $0.id) > ($1.price ?? 0, $1.id) }.dropFirst(11).map(\.self) },
        .inOrder(
            books.orderBy(\.year).limit(3), plan: "books: table scan, sort by year", ids: [12, 9, 11]
        ) { $0.sorted { $0.year < $1.year }.prefix(3).map(\.self) },
        .inOrder(
            books.orderBy(\.year).reverse().offset(1).limit(2), plan: "books: table scan, sort backwards by year",
            ids: [14, 8]
        ) { $0.sorted { $0.year > $1.year }.dropFirst().prefix(2).map(\.self) },
        .inOrder(
            books.orderBy(\.title).limit(2), plan: "books: table scan, sort by title", ids: [12, 8]
        ) { $0.sorted { $0.title < $1.title }.prefix(2).map(\.self) },
        .inOrder(
            books.orderBy(\.genre, \.shelf).limit(4), plan: "books: index genre+shelf", ids: [8, 4, 6, 9]
        ) { $0.sorted { $0.place < $1.place }.prefix(4).map(\.self) },
        .inOrder(
            books.orderBy(\.genre, \.pages).limit(3), plan: "books: table scan, sort by genre, pages", ids: [8, 6, 4]
        ) { $0.filter { $0.genre == .drama }.sorted { $0.pages < $1.pages }.prefix(3).map(\.self) },
        // Behind equal values the entries are in the order of the primary key.
        .inOrder(
            books.orderBy(\.pages, \.id).offset(3).limit(3), plan: "books: index pages", ids: [3, 4, 11]
        ) { $0.sorted { ($0.pages, $0.id) < ($1.pages, $1.id) }.dropFirst(3).prefix(3).map(\.self) },
        .inOrder(
            books.orderBy(\.author).limit(5), plan: "books: index author+year-", ids: [8, 12, 3, 2, 1]
        ) { $0.sorted { ($0.author ?? "", -$0.year) < ($1.author ?? "", -$1.year) }.prefix(5).map(\.self) },
        .inOrder(
            books.orderBy(\.author, \.year).limit(5), plan: "books: table scan, sort by author, year",
            ids: [12, 8, 1, 2, 3]
        ) { $0.sorted { ($0.author ?? "", $0.year) < ($1.author ?? "", $1.year) }.prefix(5).map(\.self) },
        // Where the leading part has one value, the rest gives the order.
        .inOrder(
            books.where(\.author).equals("Shakespeare").orderBy(\.year),
            plan: #"books: index author+year- (author = "Shakespeare"), backwards"#, ids: [9, 11, 10]
        ) { $0.filter { $0.author == "Shakespeare" }.sorted { $0.year < $1.year } },
        .inOrder(
            books.where(\.author).equals("Shakespeare").orderBy(\.year).reverse(),
            plan: #"books: index author+year- (author = "Shakespeare")"#, ids: [10, 11, 9]
        ) { $0.filter { $0.author == "Shakespeare" }.sorted { $0.year > $1.year } },
        .inOrder(
            books.where(\.genre).equals(.novel).orderBy(\.shelf).limit(4),
            plan: #"books: index genre+shelf (genre = "novel")"#, ids: [3, 1, 2, 15]
        ) { $0.filter { $0.genre == .novel }.sorted { $0.place < $1.place }.prefix(4).map(\.self) },
        .inOrder(
            books.where(\.genre).anyOf(.drama, .poems).orderBy(\.shelf),
            plan: #"books: index genre+shelf (genre in ["drama", "poems"]) in 2 ranges, sort by shelf"#,
            ids: [8, 12, 4, 6, 9, 10, 11]
        ) {
            $0.filter { [.drama, .poems].contains($0.genre) }
                .sorted { ($0.shelf ?? "", $0.id) < ($1.shelf ?? "", $1.id) }
        },
        .inOrder(
            books.where(\.genre).equals(.drama).orderBy(\.year),
            plan: #"books: index genre+shelf (genre = "drama"), sort by year"#, ids: [9, 10, 6, 4, 8]
        ) { $0.filter { $0.genre == .drama }.sorted { $0.year < $1.year } },
        .inOrder(
            books.where(\.lent).equals(true).orderBy(\.pages).limit(2),
            plan: "books: index pages, filter (lent = true)", ids: [4, 2]
        ) { $0.filter(\.lent).sorted { $0.pages < $1.pages }.prefix(2).map(\.self) },
        .inOrder(
            books.where(\.pages).above(200).orderBy(\.pages).reverse().offset(1).limit(2),
            plan: "books: index pages (pages > 200), backwards", ids: [1, 7]
        ) { $0.sorted { $0.pages > $1.pages }.dropFirst().prefix(2).map(\.self) },
        // The last order, offset and limit count, and two reversals are none.
        .inOrder(
            books.orderBy(\.year).orderBy(\.pages).limit(9).limit(1).offset(9).offset(1).reverse().reverse(),
            plan: "books: index pages", ids: [6]
        ) { [$0.sorted { $0.pages < $1.pages }[1]] },
        .inOrder(
            books.orderBy(\.pages).limit(0), plan: "books: index pages", ids: []
        ) { _ in [] },
        .inOrder(
            books.orderBy(\.pages).offset(15), plan: "books: index pages", ids: []
        ) { _ in [] },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
