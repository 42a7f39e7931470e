import Roost

/// A record with a field of every kind that a typed change treats in its own way.
struct Sheet: Codable, Sendable, Equatable {
    struct Inner: Codable, Sendable, Equatable {
        var value: Int?
        var list: [String]?
    }

    var id = 1
    var n: Int?
    var small: Int8 = 0
    var stock: UInt8?
    var size: Double?
    var ratio = 0.0
    var path: String?
    var tags: [String]?
    var marks: [Double] = []
    var inner: Inner?

    // Never in the JSON of this type; the declared defaults stand for what an older one wrote.
    var level: Int { 7 }
    var left: UInt { 7 }
    var title: String { "old/none" }
}

extension Sheet: Record {
    struct Fields: Sendable {
        let id = Field("id", \Sheet.id)
        let n = Field("n", \Sheet.n)
        let small = Field("small", \Sheet.small)
        let stock = Field("stock", \Sheet.stock)
        let size = Field("size", \Sheet.size)
        let ratio = Field("ratio", \Sheet.ratio)
        let path = Field("path", \Sheet.path)
        let tags = EachField("tags", \Sheet.tags)
        let marks = EachField("marks", \Sheet.marks)
        let value = Field("inner.value", \Sheet.inner?.value)
        let list = EachField("inner.list", \Sheet.inner?.list)
        let level = Field("level", \Sheet.level, default: 7)
        let left = Field("left", \Sheet.left, default: 7)
        let title = Field("title", \Sheet.title, default: "old/none")
    }

    static let table = Table("sheets", fields: Fields(), primaryKey: \Fields.id) {
        Index.each($0.tags)
        Index.unique($0.path)
        Index($0.n)
    }
}
