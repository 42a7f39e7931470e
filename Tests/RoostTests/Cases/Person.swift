import Roost

/// The people of the cases, as Dexie.js was asked about them.
struct Person: Codable, Sendable, Hashable {
    var id: Int
    var name: String
    var age: Int
    var tags: [String]?
    var email: String?
    var note: String?
}

extension Person: Record {
    struct Fields: Sendable {
        let id = Field("id", \Person.id)
        let name = Field("name", \Person.name)
        let age = Field("age", \Person.age)
        let email = Field("email", \Person.email)
        let note = Field("note", \Person.note)
        let tags = EachField("tags", \Person.tags)
    }

    static let table = Table("people", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.age)
        Index($0.name)
        Index.each($0.tags)
        Index.unique($0.email)
        Index($0.name, $0.age)
    }
}

extension Person {
    static let everyone = [
        Person(id: 1, name: "Ann", age: 30, tags: ["a", "b"], email: "e1"),
        Person(id: 2, name: "Bob", age: 25, tags: ["b", "c"], email: "e2"),
        Person(id: 3, name: "Cid", age: 30, tags: ["a"], email: "e3"),
        Person(id: 4, name: "Dan", age: 41, tags: [], email: "e4"),
        Person(id: 5, name: "Eve", age: 19),
        Person(id: 6, name: "Bob", age: 50, tags: ["c"]),
    ]
}
