import Foundation

/// What an error of `Codable` code says that may be told: where, and what kind of thing is wrong.
///
/// The descriptions that come with such errors may show stored values ("Cannot initialize Colour from invalid String
/// value purple"), so they are left out, and so are keys of dictionaries.
struct CodingFailure {
    /// The coding path, joined by dots: names of members, positions of elements, `*` for a key of a dictionary. Nil for
    /// the value as a whole.
    let path: String?
    /// A clause about the value at the path.
    let clause: String

    /// Nil for an error of another kind.
    init?(_ error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            self.init(context.codingPath + [key]) { "there is no value\($0)" }
        case DecodingError.valueNotFound(let type, let context):
            self.init(context.codingPath) { "there is no \(type)\($0), but null or nothing" }
        case DecodingError.typeMismatch(let type, let context):
            self.init(context.codingPath) { "the value\($0) is no \(type)" }
        case DecodingError.dataCorrupted(let context):
            self.init(context.codingPath) { "the value\($0) cannot be read" }
        case EncodingError.invalidValue(let value, let context):
            let reason = Self.isFinite(value) ? "refused to be encoded" : "is not a finite number"
            self.init(context.codingPath) { "the value\($0) \(reason)" }
        default: return nil
        }
    }

    private init(_ keys: [any CodingKey], _ clause: (_ place: String) -> String) {
        path = keys.isEmpty ? nil : Self.text(keys)
        self.clause = clause(path.map { " at \($0)" } ?? "")
    }

    /// The most names that are told from the beginning and from the end: what nests too deep has hundreds.
    private static let namesAtAnEnd = 6

    private static func text(_ keys: [any CodingKey]) -> String {
        guard keys.count > 2 * namesAtAnEnd else { return keys.map(text).joined(separator: ".") }
        let names = keys.prefix(namesAtAnEnd).map(text) + ["…"] + keys.suffix(namesAtAnEnd).map(text)
        return names.joined(separator: ".")
    }

    private static func text(_ key: any CodingKey) -> String {
        isStored(key) ? "*" : key.intValue.map(String.init) ?? key.stringValue
    }

    /// Whether it is a key of a dictionary, and so a stored value.
    static func isStored(_ key: any CodingKey) -> Bool {
        if let key = key as? JSONCodingKey, key.isStored { return true }
        return ObjectIdentifier(type(of: key)) == DictionaryKey.type
    }

    private static func isFinite(_ value: Any) -> Bool {
        switch value {
        case let value as Double: value.isFinite
        case let value as Float: value.isFinite
        case let value as Decimal: value.isFinite
        case let value as Date: value.timeIntervalSinceReferenceDate.isFinite
        default: true
        }
    }
}

extension RoostError {
    /// An error of a value's `Codable` code, with the coding path where there is one.
    init(_ code: Code, _ message: String, codable error: any Error) {
        let failure = CodingFailure(error)
        self.init(code, failure.map { "\(message): \($0.clause)" } ?? message, underlying: error)
        field = failure?.path
    }
}
