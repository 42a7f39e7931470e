import Foundation
import Roost

/// The record of ``RequestPropertyTests``: few distinct values, nil values and nil elements, arrays that are empty or
/// absent, strings that differ in case and in more than case.
struct RequestItem: Codable, Sendable, Hashable {
    var id: Int
    var name: String
    var place: String?
    var age: Int
    var score: Double?
    var tags: [String]
    var marks: [Int?]?
}

extension RequestItem: Record {
    struct Fields: Sendable {
        let id = Field("id", \RequestItem.id)
        let name = Field("name", \RequestItem.name)
        let place = Field("place", \RequestItem.place)
        let age = Field("age", \RequestItem.age)
        let score = Field("score", \RequestItem.score)
        let tags = EachField("tags", \RequestItem.tags)
        let marks = EachField("marks", \RequestItem.marks)
    }

    static let table = Table("items", fields: Fields(), primaryKey: \Fields.id)

    /// A table with some of the indexes of ``indexGroups(_:)``, by their names.
    static func table(_ name: String, _ indexes: Set<String>) -> Table<RequestItem, Int> {
        Table(name, fields: Fields(), primaryKey: \Fields.id) { fields in
            return indexGroups(fields).joined().filter { indexes.contains($0.name) }.map(\.index)
        }
    }

    typealias NamedIndex = (name: String, index: Index<RequestItem>)

    /// Indexes of every kind; those of one group have the same parts, so that a table has one of them at most.
    static func indexGroups(_ fields: Fields) -> [[NamedIndex]] {
        let f = fields
        return [
            [("name", Index(f.name, name: "name"))],
            [("place", Index(f.place, name: "place")), ("place*", Index(f.place, name: "place*").covering(f.age))],
            [
                ("age", Index(f.age, name: "age")),
                ("age*", Index(f.age, name: "age*").covering(f.name, f.place, f.score)),
            ],
            [("age-", Index(f.age.descending, name: "age-"))],
            [("score", Index(f.score, name: "score"))],
            [("score-", Index(f.score.descending, name: "score-").covering(f.age))],
            [("place+age", Index(f.place, f.age, name: "place+age"))],
            [("place-+score-", Index(f.place.descending, f.score.descending, name: "place-+score-"))],
            [("age+name+score", Index(f.age, f.name, f.score, name: "age+name+score"))],
            [("name+age-", Index(f.name, f.age.descending, name: "name+age-"))],
            [("age+id", Index(f.age, f.id, name: "age+id"))],
            [("name~", Index(f.name.ignoringCase, name: "name~"))],
            [("age+place~", Index(f.age, f.place.ignoringCase, name: "age+place~"))],
            [("place!", Index.unique(f.place, f.id, name: "place!"))],
            [("age!", Index.unique(f.age, f.id, name: "age!").covering(f.name))],
            [("tags", Index.each(f.tags, name: "tags")), ("tags*", Index.each(f.tags, name: "tags*").covering(f.age))],
            [
                ("marks", Index.each(f.marks, name: "marks")),
                ("marks*", Index.each(f.marks, name: "marks*").covering(f.place, f.name)),
            ],
        ]
    }

    /// The names of some indexes.
    static func randomIndexes(using generator: inout some RandomNumberGenerator) -> Set<String> {
        var names: Set<String> = []
        for group in indexGroups(Fields()) where Int.random(in: 0..<3, using: &generator) == 0 {
            if let index = group.randomElement(using: &generator) { names.insert(index.name) }
        }
        return names
    }

    static let names = ["", "a", "A", "ab", "AB", "b", "straße", "STRASSE", "ß", "é", "e\u{301}", "É", "Zoë"]
    static let places: [String?] = [nil, nil, "x", "X", "xy", "y", "ö"]
    static let scores: [Double?] = [nil, -1.5, -0.0, 0.5, 2]
    static let allTags = ["a", "A", "b", "B", "c", "ab", "é", "e\u{301}", "ß", "ss"]
    static let allMarks: [Int?] = [nil, -1, 0, 1, 2, 300]

    static func random(id: Int, using generator: inout some RandomNumberGenerator) -> RequestItem {
        func some<T>(_ values: [T], upTo count: Int, _ generator: inout some RandomNumberGenerator) -> [T] {
            (0..<Int.random(in: 0...count, using: &generator)).compactMap { _ in values.randomElement(using: &generator)
            }
        }
        return RequestItem(
            id: id, name: names.randomElement(using: &generator) ?? "",
            place: places.randomElement(using: &generator) ?? nil, age: .random(in: -2...4, using: &generator),
            score: scores.randomElement(using: &generator) ?? nil, tags: some(allTags, upTo: 4, &generator),
            marks: Int.random(in: 0..<5, using: &generator) == 0 ? nil : some(allMarks, upTo: 3, &generator))
    }
}
