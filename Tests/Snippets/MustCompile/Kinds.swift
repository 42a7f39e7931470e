import Foundation
import Roost

/// A field of every kind, and an optional one beside it.
struct Kinds: Codable, Sendable {
    struct Place: Codable, Sendable {
        var city: String
        var floor: Int?
    }
    enum Level: Int, Codable, OrderedComponent { case low, high }
    enum Colour: String, Codable, KeyComponent { case red, green }

    var id: UUID
    var text: String, number: Int, real: Double, date: Date, data: Data, flag: Bool, level: Level, colour: Colour
    var textOrNil: String?, numberOrNil: Int?, realOrNil: Double?, dateOrNil: Date?, uuidOrNil: UUID?
    var dataOrNil: Data?, flagOrNil: Bool?, levelOrNil: Level?, colourOrNil: Colour?
    var place: Place, placeOrNil: Place?
    var natural: UInt, naturalOrNil: UInt8?
    var small: Int8, smallOrNil: Int16?, wide: UInt64, single: Float
    var tags: [String], scores: [Int]?
    var price: Decimal, priceOrNil: Decimal?, link: URL, linkOrNil: URL?
    var labels: Set<String>, marks: Set<Int>?
    /// Text, if `encode(to:)` writes it so.
    var born: Date, diedOrNil: Date?, days: [Date]
}

extension Kinds: Record {
    struct Fields: Sendable {
        let id = Field("id", \Kinds.id)
        let text = Field("text", \Kinds.text)
        let number = Field("number", \Kinds.number)
        let real = Field("real", \Kinds.real)
        let date = Field("date", \Kinds.date)
        let data = Field("data", \Kinds.data)
        let flag = Field("flag", \Kinds.flag)
        let level = Field("level", \Kinds.level)
        let colour = Field("colour", \Kinds.colour)
        let textOrNil = Field("textOrNil", \Kinds.textOrNil)
        let numberOrNil = Field("numberOrNil", \Kinds.numberOrNil)
        let realOrNil = Field("realOrNil", \Kinds.realOrNil)
        let dateOrNil = Field("dateOrNil", \Kinds.dateOrNil)
        let uuidOrNil = Field("uuidOrNil", \Kinds.uuidOrNil)
        let dataOrNil = Field("dataOrNil", \Kinds.dataOrNil)
        let flagOrNil = Field("flagOrNil", \Kinds.flagOrNil)
        let levelOrNil = Field("levelOrNil", \Kinds.levelOrNil)
        let colourOrNil = Field("colourOrNil", \Kinds.colourOrNil)
        let city = Field("place.city", \Kinds.place.city)
        let floor = Field("place.floor", \Kinds.place.floor)
        let cityOrNil = Field(segments: ["placeOrNil", "city"], \Kinds.placeOrNil?.city)
        let natural = Field("natural", \Kinds.natural)
        let naturalOrNil = Field("naturalOrNil", \Kinds.naturalOrNil)
        let small = Field("small", \Kinds.small)
        let smallOrNil = Field("smallOrNil", \Kinds.smallOrNil)
        let wide = Field("wide", \Kinds.wide)
        let single = Field("single", \Kinds.single)
        let tags = EachField("tags", \Kinds.tags)
        let scores = EachField("scores", \Kinds.scores)
        let price = Field("price", \Kinds.price, default: 1.5)
        let priceOrNil = Field("priceOrNil", \Kinds.priceOrNil)
        let link = Field("link", \Kinds.link)
        let linkOrNil = Field("linkOrNil", \Kinds.linkOrNil)
        let labels = EachField("labels", \Kinds.labels)
        let marks = EachField("marks", \Kinds.marks)
        let born = Field("born", \Kinds.born, as: .iso8601Day)
        let diedOrNil = Field("diedOrNil", \Kinds.diedOrNil, as: .iso8601)
        let days = EachField("days", \Kinds.days, as: .iso8601WithFractionalSeconds)
    }
    static let table = Table("kinds", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.text)
        Index($0.flag, $0.number.descending, $0.textOrNil.ignoringCase).covering($0.city, $0.level)
        Index.unique($0.cityOrNil, name: "city")
        Index.each($0.tags).covering($0.date)
        Index.each($0.scores)
        Index.each($0.tags.ignoringCase, name: "tagsWithoutCase").covering($0.text)
        Index.each($0.flag, $0.tags)
        Index.each($0.tags, $0.date.descending, $0.text.ignoringCase)
        Index.each($0.colour, $0.level.descending, $0.textOrNil.ignoringCase, $0.scores, $0.number).covering($0.real)
        Index.uniqueEach($0.scores, $0.id)
        Index.uniqueEach($0.wide, $0.tags.ignoringCase, name: "perOwner")
    }
    .expiring(at: \Fields.dateOrNil)
}

/// A table that assigns its keys, of a generic type.
struct Numbered<Value: Codable & Sendable>: Codable, Sendable, Record {
    var id: Int?
    var value: Value

    struct Fields: Sendable {
        let id = Field("id", \Numbered<Value>.id)
    }
    static var table: Table<Numbered<Value>, Int> {
        Table("numbered", fields: Fields(), autoIncrement: \Fields.id).expiring(after: 60)
    }
}
