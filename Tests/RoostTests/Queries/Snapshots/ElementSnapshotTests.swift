import Roost
import Testing

@Suite("Snapshots: multi-entry indexes") struct ElementSnapshotTests {
    private static let cases: [Snapshot] = [
        Snapshot(
            books.where(\.tags).equals("verse"), plan: #"books: index tags (tags = "verse")"#,
            ids: [4, 6, 9, 10, 11, 12]
        ) { $0.tags.contains("verse") },
        // Each book comes once, at its first matching element.
        Snapshot(
            books.where(\.tags).anyOf("ghost", "devil"),
            plan: #"books: index tags (tags in ["ghost", "devil"]) in 2 ranges"#, ids: [4, 7, 8, 10, 9]
        ) { $0.tags.contains("ghost") || $0.tags.contains("devil") },
        Snapshot(
            books.where(\.tags).anyOf("ghost", "devil").distinct().reverse(),
            plan: #"books: index tags (tags in ["ghost", "devil"]) in 2 ranges, backwards"#, ids: [10, 9, 8, 7, 4]
        ) { $0.tags.contains("ghost") || $0.tags.contains("devil") },
        Snapshot(
            books.where(\.tags).anyOf([String]()), plan: "books: index tags (tags in [])", ids: []
        ) { _ in false },
        Snapshot(
            books.where(\.tags).above("love"), plan: #"books: index tags (tags > "love")"#,
            ids: [14, 1, 4, 6, 9, 10, 11, 12]
        ) { $0.tags.contains { $0 > "love" } },
        Snapshot(
            books.where(\.tags).below("devil"), plan: #"books: index tags (tags < "devil")"#, ids: [15]
        ) { $0.tags.contains { $0 < "devil" } },
        Snapshot(
            books.where(\.tags).between("devil", "ghost", includeUpper: true),
            plan: #"books: index tags (tags >= "devil" and <= "ghost")"#, ids: [4, 7, 8, 10, 9]
        ) { $0.tags.contains { $0 >= "devil" && $0 <= "ghost" } },
        Snapshot(
            books.where(\.tags).inAnyRange([("a", "d"), ("s", "t")]),
            plan: "books: index tags (tags in 2 ranges) in 2 ranges", ids: [15, 14, 1]
        ) { $0.tags.contains { $0 >= "a" && $0 < "d" || $0 >= "s" && $0 < "t" } },
        Snapshot(
            books.where(\.tags).startsWith("l"), plan: #"books: index tags (tags starts with "l")"#,
            ids: [5, 7, 1, 2, 11]
        ) { $0.tags.contains { $0.hasPrefix("l") } },
        Snapshot(
            books.where(\.tags).startsWith("l").reverse(),
            plan: #"books: index tags (tags starts with "l"), backwards"#, ids: [11, 5, 2, 1, 7]
        ) { $0.tags.contains { $0.hasPrefix("l") } },
        Snapshot(
            books.where(\.tags).startsWithAnyOf("soc", "ci"),
            plan: #"books: index tags (tags starts with any of ["soc", "ci"]) in 2 ranges"#, ids: [15, 1]
        ) { $0.tags.contains { $0.hasPrefix("soc") || $0.hasPrefix("ci") } },
        Snapshot(
            books.where(\.tags).equalsIgnoreCase("SEA"),
            plan: #"books: index tags in 18 ranges, entries (tags = "sea" without case)"#,
            ids: [14]
        ) { $0.tags.contains { $0.lowercased() == "sea" } },
        Snapshot(
            books.where(\.tags).startsWithIgnoreCase("L"),
            plan: #"books: index tags in 2 ranges, entries (tags starts with "l" without case)"#, ids: [5, 7, 1, 2, 11]
        ) { $0.tags.contains { $0.hasPrefix("l") } },
        Snapshot(
            books.where(\.tags).startsWithIgnoreCase("L").reverse(),
            plan: #"books: index tags in 2 ranges, backwards, entries (tags starts with "l" without case)"#,
            ids: [11, 5, 2, 1, 7]
        ) { $0.tags.contains { $0.hasPrefix("l") } },
        // Of one value, each book has one entry, and these are in the order of the primary key.
        .inOrder(
            books.where(\.tags).equals("verse").orderBy(\.id).reverse().limit(2),
            plan: #"books: index tags (tags = "verse"), backwards"#, ids: [12, 11]
        ) { $0.filter { $0.tags.contains("verse") }.reversed().prefix(2).map(\.self) },
        // An entry tells of one element, and not that there is no other.
        Snapshot(
            books.where(\.tags).notEqual("verse"), plan: #"books: table scan, filter (tags != "verse")"#,
            ids: [1, 2, 3, 5, 7, 8, 13, 14, 15]
        ) { !$0.tags.contains("verse") },
        Snapshot(
            books.where(\.tags).noneOf("verse", "love"),
            plan: #"books: table scan, filter (tags not in ["verse", "love"])"#, ids: [3, 7, 8, 13, 14, 15]
        ) { !$0.tags.contains("verse") && !$0.tags.contains("love") },
        // Two conditions may be satisfied by two elements; one of them drives the scan, values before ranges.
        Snapshot(
            books.where(\.tags).equals("devil").where(\.tags).equals("verse"),
            plan: #"books: index tags (tags = "devil"), filter (tags = "verse")"#, ids: [4, 10]
        ) { $0.tags.contains("devil") && $0.tags.contains("verse") },
        Snapshot(
            books.where(\.tags).above("s").where(\.tags).equals("ghost"),
            plan: #"books: index tags (tags = "ghost"), filter (tags > "s")"#, ids: [9, 10]
        ) { $0.tags.contains { $0 > "s" } && $0.tags.contains("ghost") },
        Snapshot(
            books.where(\.tags).equals("devil").where(\.tags).notEqual("verse"),
            plan: #"books: index tags (tags = "devil"), filter (tags != "verse")"#, ids: [7, 8]
        ) { $0.tags.contains("devil") && !$0.tags.contains("verse") },
        Snapshot(
            books.where(\.tags).equals("devil").where(\.lent).equals(true),
            plan: #"books: index tags (tags = "devil"), filter (lent = true)"#, ids: [4, 7]
        ) { $0.tags.contains("devil") && $0.lent },
        // Entries of elements give no order.
        .inOrder(
            books.where(\.tags).equals("devil").orderBy(\.year),
            plan: #"books: index tags (tags = "devil"), sort by year"#, ids: [10, 4, 7, 8]
        ) { $0.filter { $0.tags.contains("devil") }.sorted { $0.year < $1.year } },
        .inOrder(
            books.where(\.tags).startsWith("l").orderBy(\.id).limit(3),
            plan: #"books: index tags (tags starts with "l"), sort by id"#, ids: [1, 2, 5]
        ) { $0.filter { $0.tags.contains { $0.hasPrefix("l") } }.prefix(3).map(\.self) },
        .inOrder(
            books.where(\.tags).startsWith("l").offset(1).limit(3),
            plan: #"books: index tags (tags starts with "l")"#, ids: [7, 1, 2]
        ) { library in
            ["letters", "love"].flatMap { tag in library.filter { $0.tags.first { $0.hasPrefix("l") } == tag } }
                .dropFirst().prefix(3).map(\.self)
        },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
