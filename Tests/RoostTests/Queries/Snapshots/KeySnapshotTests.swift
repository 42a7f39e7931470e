import Roost
import Testing

@Suite("Snapshots: primary key and unique index") struct KeySnapshotTests {
    private static let cases: [Snapshot] = [
        Snapshot(
            books.where(\.id).equals(7), plan: "books: primary key (id = 7)", ids: [7]
        ) { $0.id == 7 },
        Snapshot(
            books.where(\.id).equals(99), plan: "books: primary key (id = 99)", ids: []
        ) { $0.id == 99 },
        Snapshot(
            books.where(\.id).anyOf(9, 3, 9, 99), plan: "books: primary key (id in [9, 3, 9, 99]) in 3 ranges",
            ids: [3, 9]
        ) { [9, 3, 99].contains($0.id) },
        Snapshot(
            books.where(\.id).between(5, 8), plan: "books: primary key (id >= 5 and < 8)", ids: [5, 6, 7]
        ) { $0.id >= 5 && $0.id < 8 },
        Snapshot(
            books.where(\.id).above(12).reverse(), plan: "books: primary key (id > 12), backwards", ids: [15, 14, 13]
        ) { $0.id > 12 },
        Snapshot(
            books.where(\.id).noneOf(2...14),
            plan: "books: primary key (id not in [2, 3, 4, 5, … 13 in all]) in 2 ranges",
            ids: [1, 15]
        ) { !(2...14).contains($0.id) },
        Snapshot(
            books.where(\.id).equals(7).where(\.lent).equals(false),
            plan: "books: primary key (id = 7), filter (lent = false)", ids: []
        ) { $0.id == 7 && !$0.lent },
        Snapshot(
            books.where(\.signature).equals("st1"), plan: #"books: index code (code = "st1")"#, ids: [7]
        ) { $0.code == "st1" },
        Snapshot(
            books.where(\.signature).anyOf("th1", "none", "au1"),
            plan: #"books: index code (code in ["th1", "none", "au1"]) in 3 ranges"#, ids: [1, 13]
        ) { ["th1", "none", "au1"].contains($0.code) },
        // A key with nil in it is never a duplicate.
        Snapshot(
            books.where(\.signature).isNil(), plan: "books: index code (code is nil)", ids: [3, 8, 12]
        ) { $0.code == nil },
        Snapshot(
            books.where(\.signature).isNil().orderBy(\.signature).reverse(),
            plan: "books: index code (code is nil), backwards",
            ids: [12, 8, 3]
        ) { $0.code == nil },
        Snapshot(
            books.where(\.signature).aboveOrEqual("sh3"), plan: #"books: index code (code >= "sh3")"#, ids: [11, 7, 13]
        ) { $0.code.map { $0 >= "sh3" } ?? false },
        Snapshot(
            books.where(\.signature).startsWith("sh").where(\.lent).equals(true),
            plan: #"books: index code (code starts with "sh"), filter (lent = true)"#, ids: [9]
        ) { ($0.code?.hasPrefix("sh") ?? false) && $0.lent },
        .inOrder(
            books.orderBy(\.signature).offset(2).limit(3), plan: "books: index code", ids: [12, 1, 2]
        ) { $0.sorted { ($0.code ?? "", $0.id) < ($1.code ?? "", $1.id) }.dropFirst(2).prefix(3).map(\.self) },
    ]

    @Test(arguments: cases) func planAndAnswer(_ snapshot: Snapshot) throws { try snapshot.check() }
}
