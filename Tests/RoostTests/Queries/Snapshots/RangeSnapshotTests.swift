import Roost
import Testing

@Suite("Snapshots: ranges") struct RangeSnapshotTests {
    private static let cases: [Snapshot] = [
        Snapshot(
            books.where(\.pages).above(352), plan: "books: index pages (pages > 352)", ids: [7, 1, 14]
        ) { $0.pages > 352 },
        Snapshot(
            books.where(\.pages).aboveOrEqual(352), plan: "books: index pages (pages >= 352)", ids: [13, 7, 1, 14]
        ) { $0.pages >= 352 },
        Snapshot(
            books.where(\.pages).below(144), plan: "books: index pages (pages < 144)", ids: [8, 6]
        ) { $0.pages < 144 },
        Snapshot(
            books.where(\.pages).belowOrEqual(144), plan: "books: index pages (pages <= 144)", ids: [8, 6, 5]
        ) { $0.pages <= 144 },
        Snapshot(
            books.where(\.pages).between(144, 158), plan: "books: index pages (pages >= 144 and < 158)", ids: [5, 3]
        ) { $0.pages >= 144 && $0.pages < 158 },
        Snapshot(
            books.where(\.pages).between(144, 158, includeUpper: true),
            plan: "books: index pages (pages >= 144 and <= 158)", ids: [5, 3, 4, 11]
        ) { $0.pages >= 144 && $0.pages <= 158 },
        Snapshot(
            books.where(\.pages).between(144, 158, includeLower: false, includeUpper: true),
            plan: "books: index pages (pages > 144 and <= 158)", ids: [3, 4, 11]
        ) { $0.pages > 144 && $0.pages <= 158 },
        Snapshot(
            books.where(\.pages).between(144, 158, includeLower: false),
            plan: "books: index pages (pages > 144 and < 158)", ids: [3]
        ) { $0.pages > 144 && $0.pages < 158 },
        Snapshot(
            books.where(\.pages).between(158, 158), plan: "books: index pages (pages >= 158 and < 158)", ids: []
        ) { $0.pages >= 158 && $0.pages < 158 },
        Snapshot(
            books.where(\.pages).between(158, 158, includeUpper: true),
            plan: "books: index pages (pages >= 158 and <= 158)", ids: [4, 11]
        ) { $0.pages == 158 },
        Snapshot(
            books.where(\.pages).between(352, 144), plan: "books: index pages (pages >= 352 and < 144)", ids: []
        ) { $0.pages >= 352 && $0.pages < 144 },
        Snapshot(
            books.where(\.pages).inAnyRange([(75, 145), (400, 500)]),
            plan: "books: index pages (pages in 2 ranges) in 2 ranges", ids: [8, 6, 5, 7, 1]
        ) { $0.pages >= 75 && $0.pages < 145 || $0.pages >= 400 && $0.pages < 500 },
        Snapshot(
            books.where(\.pages).inAnyRange([(75, 144), (400, 474)], includeLowers: false, includeUppers: true),
            plan: "books: index pages (pages in 2 ranges) in 2 ranges", ids: [6, 5, 7, 1]
        ) { $0.pages > 75 && $0.pages <= 144 || $0.pages > 400 && $0.pages <= 474 },
        // Ranges that overlap are one.
        Snapshot(
            books.where(\.pages).inAnyRange([(150, 213), (75, 190), (144, 158)], includeUppers: true),
            plan: "books: index pages (pages in 3 ranges)", ids: [8, 6, 5, 3, 4, 11, 15, 12]
        ) { $0.pages >= 75 && $0.pages <= 213 },
        Snapshot(
            books.where(\.pages).above(144).where(\.pages).belowOrEqual(158),
            plan: "books: index pages (pages > 144 and pages <= 158)", ids: [3, 4, 11]
        ) { $0.pages > 144 && $0.pages <= 158 },
        Snapshot(
            books.where(\.pages).above(352).where(\.pages).below(144),
            plan: "books: index pages (pages > 352 and pages < 144)", ids: []
        ) { $0.pages > 352 && $0.pages < 144 },
        // Nil is in no range.
        Snapshot(
            books.where(\.price).below(5), plan: "books: index price (price < 5)", ids: [11, 9, 10]
        ) { $0.price.map { $0 < 5 } ?? false },
        Snapshot(
            books.where(\.price).aboveOrEqual(15), plan: "books: index price (price >= 15)", ids: [12, 14]
        ) { $0.price.map { $0 >= 15 } ?? false },
        Snapshot(
            books.where(\.genre).above(.essay), plan: #"books: index genre+shelf (genre > "essay")"#,
            ids: [3, 1, 2, 15, 5, 14, 7, 12, 11]
        ) { $0.genre == .novel || $0.genre == .poems },
        Snapshot(
            books.where(\.year).between(1800, 1900), plan: "books: table scan, filter (year >= 1800 and < 1900)",
            ids: [1, 2, 4, 7, 13]
        ) { $0.year >= 1800 && $0.year < 1900 },
        Snapshot(
            books.where(\.pages).aboveOrEqual(249).where(\.lent).equals(true),
            plan: "books: index pages (pages >= 249), filter (lent = true)", ids: [2, 9, 13, 7]
        ) { $0.pages >= 249 && $0.lent },
        Snapshot(
            books.where(\.pages).belowOrEqual(150).reverse(), plan: "books: index pages (pages <= 150), backwards",
            ids: [3, 5, 6, 8]
        ) { $0.pages <= 150 },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
