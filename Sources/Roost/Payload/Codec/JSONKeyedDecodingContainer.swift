/// Reads the members of an object.
struct JSONKeyedDecodingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let document: JSONDocument
    let object: Int

    var codingPath: [any CodingKey] { document.codingPath(to: object) }

    var allKeys: [Key] {
        var keys: [Key] = []
        var index = object + 1
        for _ in 0..<document.entries[object].count {
            if let key = Key(stringValue: document.string(index)) { keys.append(key) }
            index = document.behind(index + 1)
        }
        return keys
    }

    func contains(_ key: Key) -> Bool {
        document.member(key.stringValue, of: object, stay: true) != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        guard let index = document.member(key.stringValue, of: object, stay: true) else {
            throw document.missing(key, in: object)
        }
        return document.entries[index].kind == .null
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try document.decode(type, at: index(of: key))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let index = indexIfPresent(of: key) else { return nil }
        return try document.decode(type, at: index)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try JSONValueDecoder(document: document, index: index(of: key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONUnkeyedDecodingContainer(document, array: index(of: key))
    }

    func superDecoder() -> any Decoder {
        let index = document.member(JSONCodingKey.superKey.stringValue, of: object, stay: false)
        return JSONValueDecoder(document: document, index: index ?? document.absent(in: object))
    }

    func superDecoder(forKey key: Key) -> any Decoder {
        let index = document.member(key.stringValue, of: object, stay: false)
        return JSONValueDecoder(document: document, index: index ?? document.absent(in: object))
    }

    /// The value of a member.
    @inline(__always)
    func index(of key: Key) throws -> Int {
        guard let index = document.member(key.stringValue, of: object, stay: false) else {
            throw document.missing(key, in: object)
        }
        return index
    }

    /// The value of a member; nil when there is none or it is null.
    @inline(__always)
    func indexIfPresent(of key: Key) -> Int? {
        guard let index = document.member(key.stringValue, of: object, stay: false) else { return nil }
        return document.entries[index].kind == .null ? nil : index
    }
}

extension JSONDocument {
    /// A null for what an object does not have, at the object's place in the text.
    func absent(in object: Int) -> Int {
        push(JSONEntry(kind: .null, flag: false, start: entries[object].start, count: 0, link: 0, cursor: 0))
    }
}
