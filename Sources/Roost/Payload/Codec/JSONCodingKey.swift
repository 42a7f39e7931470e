/// A step of a coding path that was read back from text: a member name or the index of an element.
struct JSONCodingKey: CodingKey {
    let stringValue: String
    let intValue: Int?
    /// Whether the name is the key of a dictionary: a stored value rather than the name of a member.
    var isStored = false

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(_ name: String, isStored: Bool) {
        self.init(stringValue: name)
        self.isStored = isStored
    }

    init(intValue: Int) {
        stringValue = "Index \(intValue)"
        self.intValue = intValue
    }

    static let superKey = JSONCodingKey(stringValue: "super")
}
