import Foundation
import Roost

/// The record of the property test: few distinct values, strings that differ in case and in more than case.
struct QueryItem: Codable, Sendable, Hashable {
    var id: Int
    var name: String
    var place: String?
    var rank: Int
    var score: Double?
    var tags: [String]
}

extension QueryItem: Record {
    struct Fields: Sendable {
        let id = Field("id", \QueryItem.id)
        let name = Field("name", \QueryItem.name)
        let place = Field("place", \QueryItem.place)
        let rank = Field("rank", \QueryItem.rank)
        let score = Field("score", \QueryItem.score)
        let tags = EachField("tags", \QueryItem.tags)
    }

    static let table = unindexed

    static let unindexed = Table("unindexed", fields: Fields(), primaryKey: \Fields.id)

    static let rivals = Table("rivals", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.name)
        Index($0.place)
        Index($0.rank.descending)
        Index.each($0.tags)
    }

    /// The same records under different indexes.
    static let configurations: [Table<QueryItem, Int>] = [
        unindexed,
        Table("single", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.name)
            Index($0.place)
            Index($0.rank)
            Index($0.score)
        },
        Table("compound", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.place, $0.rank)
            Index($0.rank, $0.name, $0.score)
        },
        Table("covering", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.rank).covering($0.name, $0.place, $0.score)
            Index($0.place).covering($0.rank)
        },
        Table("descending", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.rank.descending)
            Index($0.place.descending, $0.score.descending)
            Index($0.name, $0.rank.descending)
            Index($0.place, $0.rank.descending)
        },
        Table("folded", fields: Fields(), primaryKey: \Fields.id) {
            Index($0.name.ignoringCase)
            Index($0.rank, $0.place.ignoringCase)
        },
        Table("elements", fields: Fields(), primaryKey: \Fields.id) {
            Index.each($0.tags)
            Index($0.score.descending).covering($0.rank)
        },
        Table("folded elements", fields: Fields(), primaryKey: \Fields.id) {
            Index.each($0.tags.ignoringCase).covering($0.rank)
            Index.unique($0.id, $0.place)
        },
        Table("compound elements", fields: Fields(), primaryKey: \Fields.id) {
            Index.each($0.rank, $0.tags)
            Index.each($0.tags, $0.place, $0.rank.descending).covering($0.name)
            Index.each($0.place, $0.tags.ignoringCase, $0.name.ignoringCase)
            Index.uniqueEach($0.tags, $0.id)
            Index($0.name.ignoringCase.descending, $0.id)
        },
        rivals,
    ]

    static let names = [
        "", "a", "A", "ab", "AB", "aB", "straße", "STRASSE", "Strasse", "ſtrasse", "ß", "é", "É", "Zoë",
    ]
    static let places: [String?] = [nil, nil, "x", "X", "xy", "y", "ö"]
    static let scores: [Double?] = [nil, -1.5, 0, 0.5, 2]
    static let allTags = ["p", "q", "r", "P", "ß", "SS"]

    static func random(id: Int, using generator: inout some RandomNumberGenerator) -> QueryItem {
        QueryItem(
            id: id, name: names.randomElement(using: &generator) ?? "",
            place: places.randomElement(using: &generator) ?? nil, rank: .random(in: -2...3, using: &generator),
            score: scores.randomElement(using: &generator) ?? nil,
            tags: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                allTags.randomElement(using: &generator) ?? "p"
            })
    }
}
