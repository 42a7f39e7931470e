/// Reads the members of an object.
struct JSONKeyedDecodingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let cell: JSONContainerCell<JSONDocument, Int>

    var codingPath: [any CodingKey] { cell.use { $0.codingPath(to: $1) } }

    var allKeys: [Key] {
        cell.use { document, object in
            var keys: [Key] = []
            var index = object + 1
            let end = Int(document.entries[object].link)
            while index < end {
                if let key = Key(stringValue: document.string(index)) { keys.append(key) }
                index = document.behind(index + 1)
            }
            return keys
        }
    }

    func contains(_ key: Key) -> Bool {
        cell.use { $0.member(key.stringValue, of: $1, stay: true) != nil }
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try cell.use { document, object in
            guard let index = document.member(key.stringValue, of: object, stay: true) else {
                throw document.missing(key, in: object)
            }
            return document.entries[index].kind == .null
        }
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try read(key) { try $0.decode(type, at: $1) }
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try readIfPresent(key) { try $0.decode(type, at: $1) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try read(key) { try JSONValueDecoder(document: $0, index: $1).container(keyedBy: type) }
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try read(key) { try JSONUnkeyedDecodingContainer($0, array: $1) }
    }

    func superDecoder() -> any Decoder {
        cell.use { $0.memberDecoder(JSONCodingKey.superKey.stringValue, of: $1) }
    }

    func superDecoder(forKey key: Key) -> any Decoder {
        cell.use { $0.memberDecoder(key.stringValue, of: $1) }
    }

    /// Reads the value of a member.
    @inline(__always)
    func read<Result>(_ key: Key, _ body: (JSONDocument, Int) throws -> Result) throws -> Result {
        try cell.use { document, object in
            guard let index = document.member(key.stringValue, of: object, stay: false) else {
                throw document.missing(key, in: object)
            }
            return try body(document, index)
        }
    }

    /// Reads the value of a member; nil when there is none or it is null.
    @inline(__always)
    func readIfPresent<Result>(_ key: Key, _ body: (JSONDocument, Int) throws -> Result) rethrows -> Result? {
        try cell.use { document, object in
            guard let index = document.member(key.stringValue, of: object, stay: false),
                document.entries[index].kind != .null
            else { return nil }
            return try body(document, index)
        }
    }
}

extension JSONDocument {
    func memberDecoder(_ name: String, of object: Int) -> any Decoder {
        JSONValueDecoder(document: self, index: member(name, of: object, stay: false) ?? absent(name, in: object))
    }
}
