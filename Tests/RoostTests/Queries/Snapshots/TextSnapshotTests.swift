import Roost
import Testing

@Suite("Snapshots: text") struct TextSnapshotTests {
    private static let cases: [Snapshot] = [
        Snapshot(
            books.where(\.signature).startsWith("go"), plan: #"books: index code (code starts with "go")"#,
            ids: [4, 5, 6]
        ) { $0.code?.hasPrefix("go") ?? false },
        // Every text starts with the empty one, and nil does not.
        Snapshot(
            books.where(\.signature).startsWith(""), plan: #"books: index code (code starts with "")"#,
            ids: [1, 2, 4, 5, 6, 14, 15, 9, 10, 11, 7, 13]
        ) { $0.code != nil },
        Snapshot(
            books.where(\.signature).startsWithAnyOf("sh", "au"),
            plan: #"books: index code (code starts with any of ["sh", "au"]) in 2 ranges"#, ids: [1, 2, 9, 10, 11]
        ) { $0.code.map { $0.hasPrefix("sh") || $0.hasPrefix("au") } ?? false },
        Snapshot(
            books.where(\.signature).startsWithAnyOf("go", "go1"),
            plan: #"books: index code (code starts with any of ["go", "go1"])"#, ids: [4, 5, 6]
        ) { $0.code?.hasPrefix("go") ?? false },
        Snapshot(
            books.where(\.signature).startsWithAnyOf([String]()),
            plan: "books: index code (code starts with any of [])",
            ids: []
        ) { _ in false },
        // The order of the titles is one without case, and no help to a comparison with it.
        Snapshot(
            books.where(\.title).equals("Dracula"), plan: #"books: table scan, filter (title = "Dracula")"#, ids: [7]
        ) { $0.title == "Dracula" },
        Snapshot(
            books.where(\.title).startsWith("W"), plan: #"books: table scan, filter (title starts with "W")"#,
            ids: [5, 13]
        ) { $0.title.hasPrefix("W") },
        Snapshot(
            books.where(\.title).equalsIgnoreCase("draCula"),
            plan: #"books: index title~ (title = "dracula" without case)"#, ids: [7, 8]
        ) { $0.title.lowercased() == "dracula" },
        Snapshot(
            books.where(\.title).equalsIgnoreCase("FLUSS"),
            plan: #"books: index title~ (title = "fluss" without case)"#, ids: [14]
        ) { $0.title.uppercased() == "FLUSS" },
        Snapshot(
            books.where(\.title).anyOfIgnoreCase("faust", "EMMA", "emma"),
            plan: #"books: index title~ (title in ["faust", "emma", "emma"] without case) in 2 ranges"#, ids: [1, 4]
        ) { ["faust", "emma"].contains($0.title.lowercased()) },
        Snapshot(
            books.where(\.title).startsWithIgnoreCase("S"),
            plan: #"books: index title~ (title starts with "s" without case)"#, ids: [3, 11]
        ) { $0.title.lowercased().hasPrefix("s") },
        Snapshot(
            books.where(\.title).startsWithAnyOfIgnoreCase("z", "W"),
            plan: #"books: index title~ (title starts with any of ["z", "w"] without case) in 2 ranges"#,
            ids: [13, 5, 15]
        ) { $0.title.lowercased().hasPrefix("z") || $0.title.lowercased().hasPrefix("w") },
        Snapshot(
            books.where(\.title).startsWithIgnoreCase("dra").reverse(),
            plan: #"books: index title~ (title starts with "dra" without case), backwards"#, ids: [8, 7]
        ) { $0.title.lowercased().hasPrefix("dra") },
        Snapshot(
            books.where(\.title).startsWithIgnoreCase("w").where(\.lent).equals(true),
            plan: #"books: index title~ (title starts with "w" without case), filter (lent = true)"#, ids: [13]
        ) { $0.title.lowercased().hasPrefix("w") && $0.lent },
        Snapshot(
            books.where(\.author).startsWith("Sh"), plan: #"books: index author+year- (author starts with "Sh")"#,
            ids: [10, 11, 9]
        ) { $0.author?.hasPrefix("Sh") ?? false },
        // A plain index is skipped through, from one possible beginning to the next, and its entries are tested.
        Snapshot(
            books.where(\.author).equalsIgnoreCase("GOETHE"),
            plan: #"books: index author+year- in 64 ranges, entries (author = "goethe" without case)"#, ids: [4, 6, 5]
        ) { $0.author?.lowercased() == "goethe" },
        Snapshot(
            books.where(\.author).startsWithIgnoreCase("t"),
            plan: #"books: index author+year- in 2 ranges, entries (author starts with "t" without case)"#, ids: [13]
        ) { $0.author?.lowercased().hasPrefix("t") ?? false },
        Snapshot(
            books.where(\.author).anyOfIgnoreCase("q", "jahnn"),
            plan: #"books: index author+year- in 50 ranges, entries (author in ["q", "jahnn"] without case)"#, ids: [14]
        ) { ["q", "jahnn"].contains($0.author?.lowercased()) },
        Snapshot(
            books.where(\.shelf).equalsIgnoreCase("b2"),
            plan: #"books: table scan, filter (shelf = "b2" without case)"#, ids: [4, 6]
        ) { $0.shelf?.lowercased() == "b2" },
        Snapshot(
            books.where(\.genre).equals(.drama).where(\.shelf).startsWithIgnoreCase("d"),
            plan:
                #"books: index genre+shelf (genre = "drama") in 2 ranges, entries (shelf starts with "d" without case)"#,
            ids: [9, 10]
        ) { $0.genre == .drama && $0.shelf?.lowercased().hasPrefix("d") ?? false },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
