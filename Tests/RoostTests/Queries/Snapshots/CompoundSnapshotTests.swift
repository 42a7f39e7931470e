import Roost
import Testing

@Suite("Snapshots: compound indexes") struct CompoundSnapshotTests {
    private static let cases: [Snapshot] = [
        // The years come down: the part is a descending one.
        Snapshot(
            books.where(\.author).equals("Austen"), plan: #"books: index author+year- (author = "Austen")"#,
            ids: [3, 2, 1]
        ) { $0.author == "Austen" },
        Snapshot(
            books.where(\.author).isNil(), plan: "books: index author+year- (author is nil)", ids: [8, 12]
        ) { $0.author == nil },
        Snapshot(
            books.where(\.author).equals("Austen").where(\.year).equals(1817),
            plan: #"books: index author+year- (author = "Austen", year = 1817)"#, ids: [2]
        ) { $0.author == "Austen" && $0.year == 1817 },
        Snapshot(
            books.where(\.author, \.year).equals("Austen", 1817),
            plan: #"books: index author+year- (author = "Austen", year = 1817)"#, ids: [2]
        ) { $0.author == "Austen" && $0.year == 1817 },
        Snapshot(
            books.where(\.year).above(1780).where(\.author).equals("Goethe"),
            plan: #"books: index author+year- (year > 1780, author = "Goethe")"#, ids: [4, 6]
        ) { $0.author == "Goethe" && $0.year > 1780 },
        Snapshot(
            books.where(\.author).anyOf("Goethe", "Austen").where(\.year).below(1816),
            plan: #"books: index author+year- (author in ["Goethe", "Austen"], year < 1816) in 2 ranges"#,
            ids: [1, 4, 6, 5]
        ) { ["Goethe", "Austen"].contains($0.author) && $0.year < 1816 },
        Snapshot(
            books.where(\.author).isNil().where(\.year).above(1900),
            plan: "books: index author+year- (author is nil, year > 1900)", ids: [8]
        ) { $0.author == nil && $0.year > 1900 },
        Snapshot(
            books.where(\.author).startsWith("S").where(\.year).between(1605, 1900),
            plan: #"books: index author+year- (author starts with "S"), entries (year >= 1605 and < 1900)"#,
            ids: [10, 11, 7]
        ) { ($0.author?.hasPrefix("S") ?? false) && $0.year >= 1605 && $0.year < 1900 },
        // A field that the index covers is tested on its entries.
        Snapshot(
            books.where(\.author).equals("Shakespeare").where(\.title).startsWith("S"),
            plan: #"books: index author+year- (author = "Shakespeare"), entries (title starts with "S")"#, ids: [11]
        ) { $0.author == "Shakespeare" && $0.title.hasPrefix("S") },
        Snapshot(
            books.where(\.genre, \.shelf).equals(.drama, "B2"),
            plan: #"books: index genre+shelf (genre = "drama", shelf = "B2")"#, ids: [4, 6]
        ) { $0.genre == .drama && $0.shelf == "B2" },
        Snapshot(
            books.where(\.genre).equals(.novel).where(\.shelf).isNil(),
            plan: #"books: index genre+shelf (genre = "novel", shelf is nil)"#, ids: [3]
        ) { $0.genre == .novel && $0.shelf == nil },
        Snapshot(
            books.where(\.genre).equals(.novel).where(\.shelf).isNotNil(),
            plan: #"books: index genre+shelf (genre = "novel", shelf is not nil)"#, ids: [1, 2, 15, 5, 14, 7]
        ) { $0.genre == .novel && $0.shelf != nil },
        Snapshot(
            books.where(\.genre).equals(.novel).where(\.shelf).startsWith("A"),
            plan: #"books: index genre+shelf (genre = "novel", shelf starts with "A")"#, ids: [1, 2, 15]
        ) { $0.genre == .novel && $0.shelf?.hasPrefix("A") ?? false },
        Snapshot(
            books.where(\.genre).anyOf(.drama, .novel).where(\.shelf).anyOf("B1", "B2", "D1"),
            plan: #"books: index genre+shelf (genre in ["drama", "novel"], shelf in ["B1", "B2", "D1"]) in 6 ranges"#,
            ids: [4, 6, 9, 10, 5, 14]
        ) { [.drama, .novel].contains($0.genre) && ["B1", "B2", "D1"].contains($0.shelf) },
        Snapshot(
            books.where(\.genre).below(.novel).where(\.shelf).equals("B2"),
            plan: #"books: index genre+shelf (genre < "novel"), entries (shelf = "B2")"#, ids: [4, 6]
        ) { [.drama, .essay].contains($0.genre) && $0.shelf == "B2" },
        Snapshot(
            books.where(\.shelf).equals("B2"), plan: #"books: table scan, filter (shelf = "B2")"#, ids: [4, 6]
        ) { $0.shelf == "B2" },
        // Tuples are compared by the first field, then by the second; nil is less than any shelf.
        Snapshot(
            books.where(\.genre, \.shelf).above(.novel, "B1"),
            plan: #"books: index genre+shelf ((genre, shelf) > ("novel", "B1"))"#, ids: [7, 12, 11]
        ) { $0.place > ("novel", "B1") },
        Snapshot(
            books.where(\.genre, \.shelf).aboveOrEqual(.novel, "B1"),
            plan: #"books: index genre+shelf ((genre, shelf) >= ("novel", "B1"))"#, ids: [5, 14, 7, 12, 11]
        ) { $0.place >= ("novel", "B1") },
        Snapshot(
            books.where(\.genre, \.shelf).below(.drama, "D1"),
            plan: #"books: index genre+shelf ((genre, shelf) < ("drama", "D1"))"#, ids: [8, 4, 6]
        ) { $0.place < ("drama", "D1") },
        Snapshot(
            books.where(\.genre, \.shelf).belowOrEqual(.drama, "D1"),
            plan: #"books: index genre+shelf ((genre, shelf) <= ("drama", "D1"))"#, ids: [8, 4, 6, 9, 10]
        ) { $0.place <= ("drama", "D1") },
        Snapshot(
            books.where(\.genre, \.shelf).between((.drama, "D1"), (.novel, "A2")),
            plan: #"books: index genre+shelf ((genre, shelf) >= ("drama", "D1") and < ("novel", "A2"))"#,
            ids: [9, 10, 13, 3, 1, 2]
        ) { $0.place >= ("drama", "D1") && $0.place < ("novel", "A2") },
        Snapshot(
            books.where(\.genre, \.shelf).between(
                (.drama, "D1"), (.novel, "A2"), includeLower: false, includeUpper: true),
            plan: #"books: index genre+shelf ((genre, shelf) > ("drama", "D1") and <= ("novel", "A2"))"#,
            ids: [13, 3, 1, 2, 15]
        ) { $0.place > ("drama", "D1") && $0.place <= ("novel", "A2") },
        Snapshot(
            books.where(\.genre, \.shelf).anyOf((.novel, "B1"), (.drama, "B2"), (.novel, "B1")),
            plan: #"books: index genre+shelf ((genre, shelf) in [("novel", "B1"), ("drama", "B2"), ("novel", "B1")])"#
                + " in 2 ranges",
            ids: [4, 6, 5, 14]
        ) { ($0.genre == .drama && $0.shelf == "B2") || ($0.genre == .novel && $0.shelf == "B1") },
        // Single tuples are found whatever the directions of the parts, and in whatever order the fields are named.
        Snapshot(
            books.where(\.author, \.year).anyOf([("Goethe", 1808), ("Austen", 1817), ("Goethe", 1774)]),
            plan: #"books: index author+year- ((author, year) in [("Goethe", 1808), ("Austen", 1817), "#
                + #"("Goethe", 1774)]) in 3 ranges"#, ids: [2, 4, 5]
        ) { [2, 4, 5].contains($0.id) },
        Snapshot(
            books.where(\.year, \.author).anyOf([(1808, "Goethe"), (1817, "Austen")]),
            plan: #"books: index author+year- ((year, author) in [(1808, "Goethe"), (1817, "Austen")]) in 2 ranges"#,
            ids: [2, 4]
        ) { [2, 4].contains($0.id) },
        Snapshot(
            books.where(\.genre, \.shelf).anyOf([]), plan: "books: index genre+shelf ((genre, shelf) in [])", ids: []
        ) { _ in false },
        Snapshot(
            books.where(\.lent, \.year).anyOf((true, 1808), (false, 1808)),
            plan: "books: table scan, filter ((lent, year) in [(true, 1808), (false, 1808)])", ids: [4]
        ) { $0.year == 1808 },
        // No scan gives a range of tuples where one part comes up and the other down.
        Snapshot(
            books.where(\.author, \.year).above("Shakespeare", 1609),
            plan: #"books: table scan, filter ((author, year) > ("Shakespeare", 1609))"#, ids: [7, 10, 13]
        ) { ($0.author ?? "", $0.year) > ("Shakespeare", 1609) },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
