import Roost

/// A text with an assigned key: the paths, files and words of the cases.
struct Line: Codable, Sendable, Hashable {
    var id: Int?
    var text: String
}

extension Line: Record {
    struct Fields: Sendable {
        let id = Field("id", \Line.id)
        let text = Field("text", \Line.text)
    }

    static let table = Table("lines", fields: Fields(), autoIncrement: \Fields.id) {
        Index($0.text)
    }
    /// The same under an index without case.
    static let folded = Table("folded", fields: Fields(), autoIncrement: \Fields.id) {
        Index($0.text.ignoringCase)
    }
    static let unindexed = Table("unindexed", fields: Fields(), autoIncrement: \Fields.id)

    static let paths = [
        "/", "/etc", "/etc/app", "/etc/app/bin", "/etc/app/cfg", "/etc/app/log", "/ETC/app/LOG", "/opt", "/opt/bin",
    ]
    static let names = ["Alpha", "alpha", "zeta", "LICENSE", "alpha-two"]
    static let words = [
        "", "AB", "ABC DEF", "ABC DEG", "Abc DeF", "Abc Def", "Zoë", "abc DE", "abc DEFG", "abc def", "abc defÖ", "öst",
    ]
}
