import Roost
import Testing

@Suite("Snapshots: equality") struct EqualitySnapshotTests {
    private static let cases: [Snapshot] = [
        Snapshot(
            books.where(\.pages).equals(249), plan: "books: index pages (pages = 249)", ids: [2, 10]
        ) { $0.pages == 249 },
        Snapshot(
            books.where(\.pages).equals(250), plan: "books: index pages (pages = 250)", ids: []
        ) { $0.pages == 250 },
        Snapshot(
            books.where(\.pages).notEqual(249), plan: "books: index pages (pages != 249) in 2 ranges",
            ids: [8, 6, 5, 3, 4, 11, 15, 12, 9, 13, 7, 1, 14]
        ) { $0.pages != 249 },
        Snapshot(
            books.where(\.pages).anyOf(158, 75, 158, 999),
            plan: "books: index pages (pages in [158, 75, 158, 999]) in 3 ranges", ids: [8, 4, 11]
        ) { [158, 75, 158, 999].contains($0.pages) },
        Snapshot(
            books.where(\.pages).anyOf(stride(from: 80, through: 480, by: 2)),
            plan: "books: index pages (pages in [80, 82, 84, 86, … 201 in all]) in 201 ranges",
            ids: [6, 5, 3, 4, 11, 15, 9, 13, 7, 1]
        ) { $0.pages % 2 == 0 && $0.pages >= 80 && $0.pages <= 480 },
        Snapshot(
            books.where(\.pages).noneOf(75, 2_200), plan: "books: index pages (pages not in [75, 2200]) in 3 ranges",
            ids: [6, 5, 3, 4, 11, 15, 12, 2, 10, 9, 13, 7, 1]
        ) { ![75, 2_200].contains($0.pages) },
        Snapshot(
            books.where(\.price).anyOf([Int]()), plan: "books: index price (price in [])", ids: []
        ) { _ in false },
        Snapshot(
            books.where(\.price).noneOf([Int]()), plan: "books: index price (price not in [])",
            ids: [3, 8, 11, 9, 10, 6, 5, 2, 1, 13, 7, 15, 4, 12, 14]
        ) { _ in true },
        Snapshot(
            books.where(\.price).isNil(), plan: "books: index price (price is nil)", ids: [3, 8]
        ) { $0.price == nil },
        Snapshot(
            books.where(\.price).isNotNil(), plan: "books: index price (price is not nil)",
            ids: [11, 9, 10, 6, 5, 2, 1, 13, 7, 15, 4, 12, 14]
        ) { $0.price != nil },
        // Nil is another value.
        Snapshot(
            books.where(\.price).notEqual(4), plan: "books: index price (price != 4) in 2 ranges",
            ids: [3, 8, 11, 6, 5, 2, 1, 13, 7, 15, 4, 12, 14]
        ) { $0.price != 4 },
        Snapshot(
            books.where(\.price).noneOf(3, 4), plan: "books: index price (price not in [3, 4]) in 2 ranges",
            ids: [3, 8, 6, 5, 2, 1, 13, 7, 15, 4, 12, 14]
        ) { $0.price != 3 && $0.price != 4 },
        Snapshot(
            books.where(\.genre).equals(.essay), plan: #"books: index genre+shelf (genre = "essay")"#, ids: [13]
        ) { $0.genre == .essay },
        Snapshot(
            books.where(\.genre).anyOf(.poems, .drama),
            plan: #"books: index genre+shelf (genre in ["poems", "drama"]) in 2 ranges"#,
            ids: [8, 4, 6, 9, 10, 12, 11]
        ) { $0.genre == .poems || $0.genre == .drama },
        Snapshot(
            books.where(\.lent).equals(true), plan: "books: table scan, filter (lent = true)", ids: [2, 4, 7, 9, 13]
        ) { $0.lent },
        Snapshot(
            books.where(\.lent).notEqual(true), plan: "books: table scan, filter (lent != true)",
            ids: [1, 3, 5, 6, 8, 10, 11, 12, 14, 15]
        ) { !$0.lent },
        Snapshot(
            books.where(\.genre).equals(.novel).where(\.lent).equals(true),
            plan: #"books: index genre+shelf (genre = "novel"), filter (lent = true)"#, ids: [2, 7]
        ) { $0.genre == .novel && $0.lent },
        Snapshot(
            books.where(\.year).anyOf(1603, 1623).where(\.lent).equals(false),
            plan: "books: table scan, filter (year in [1603, 1623], lent = false)", ids: [10]
        ) { [1603, 1623].contains($0.year) && !$0.lent },
        // Conditions on one field are taken together.
        Snapshot(
            books.where(\.pages).notEqual(249).where(\.pages).between(200, 400),
            plan: "books: index pages (pages != 249 and pages >= 200 and < 400) in 2 ranges", ids: [12, 9, 13]
        ) { $0.pages != 249 && $0.pages >= 200 && $0.pages < 400 },
        Snapshot(
            books.where(\.pages).anyOf(75, 80, 144).where(\.pages).notEqual(80),
            plan: "books: index pages (pages in [75, 80, 144] and pages != 80) in 2 ranges", ids: [8, 5]
        ) { $0.pages == 75 || $0.pages == 144 },
        // Nothing can satisfy both.
        Snapshot(
            books.where(\.pages).equals(249).where(\.pages).equals(250),
            plan: "books: index pages (pages = 249 and pages = 250)", ids: []
        ) { $0.pages == 249 && $0.pages == 250 },
        Snapshot(
            books.where(\.price).isNil().where(\.price).isNotNil(),
            plan: "books: index price (price is nil and price is not nil)", ids: []
        ) { _ in false },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
