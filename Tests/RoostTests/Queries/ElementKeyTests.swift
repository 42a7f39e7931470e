import Roost
import Testing

/// `keys` of an array field: which elements, and in which order, whatever indexes there are.
@Suite struct ElementKeyTests {
    private static let indexes: [Set<String>] = [
        [], ["tags"], ["tags*"], ["age"], ["tags", "age"], ["tags*", "age*", "marks"], ["tags", "age-", "age+id"],
    ]

    private func check<V: Equatable>(
        _ wanted: [V], _ items: [RequestItem] = ElementKeyTests.items,
        _ keys: (Request<RequestItem, Database>) throws -> [V]
    ) throws {
        for names in Self.indexes {
            let table = RequestItem.table("items", names)
            let db = try Database.inMemory(tables: [table])
            try db.records(in: table).bulkPut(items)
            #expect(try keys(db.records(in: table).all) == wanted, "\(names.sorted())")
        }
    }

    private static func item(_ id: Int, _ tags: [String], age: Int, marks: [Int?]? = nil) -> RequestItem {
        RequestItem(id: id, name: "", place: nil, age: age, score: nil, tags: tags, marks: marks)
    }

    private static let items = [
        item(1, ["a", "b"], age: 25, marks: [nil, 2]), item(2, ["b", "c"], age: 20, marks: []),
        item(3, ["a"], age: 22, marks: [1, nil, 1]),
    ]

    @Test("operators without case ask for elements, too") func ignoringCase() throws {
        try check(["a", "a"]) { try $0.where(\.tags).equalsIgnoreCase("A").keys(\.tags) }
        // Without an order, entries of an index come in their own.
        try check(["a", "a", "b", "b"]) { try $0.where(\.tags).anyOfIgnoreCase("A", "B").keys(\.tags).sorted() }
        try check(["b", "b"]) { try $0.where(\.tags).startsWithIgnoreCase("B").keys(\.tags) }
        try check(["a", "a", "c"]) { try $0.where(\.tags).startsWithAnyOfIgnoreCase("A", "C").keys(\.tags).sorted() }
        try check(["c", "a", "a"]) { try $0.where(\.tags).anyOfIgnoreCase("A", "C").orderBy(\.age).keys(\.tags) }
        try check(["a", "b"]) { try $0.where(\.tags).equalsIgnoreCase("B").where(\.tags).equals("a").keys(\.tags) }
    }

    @Test("an order that was asked for is that of the elements' records") func order() throws {
        try check(["b", "c", "a", "a", "b"]) { try $0.orderBy(\.age).keys(\.tags) }
        try check(["a", "b", "a", "b", "c"]) { try $0.orderBy(\.age).reverse().keys(\.tags) }
        try check(["a", "b", "b", "c", "a"]) { try $0.orderBy(\.id).keys(\.tags) }
        try check(["b", "a"]) { try $0.where(\.tags).anyOf("a", "b").orderBy(\.age).limit(2).keys(\.tags) }
        try check([Int?.none, 1, nil, 2]) { try $0.orderBy(\.age).keys(\.marks) }
        try check([Int?.none, nil]) { try $0.where(\.marks).isNil().orderBy(\.age).keys(\.marks) }
    }

    @Test("a condition that nothing satisfies asks for elements that are not there") func impossible() throws {
        try check([]) { try $0.where(\.tags).between("c", "c").or(\.age).equals(25).keys(\.tags) }
        try check([]) { try $0.where(\.age).equals(25).or(\.tags).anyOf([String]()).keys(\.tags) }
        try check(["a"]) { try $0.where(\.tags).equals("a").where(\.age).anyOf([]).or(\.age).equals(25).keys(\.tags) }
        try check(["a", "b"]) { try $0.where(\.tags).notEqual("c").where(\.age).equals(25).keys(\.tags) }
        try check(["b", "b"]) { try $0.or(\.tags).equals("b").orderBy(\.age).keys(\.tags) }
    }
}
