/// The decoder that a type's `init(from:)` sees.
///
/// Two words, so that the existential needs no box.
struct JSONValueDecoder: Decoder {
    let document: JSONDocument
    let index: Int

    var codingPath: [any CodingKey] { document.codingPath(to: index) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard document.entries[index].kind == .object else { throw document.mismatch([String: Any].self, at: index) }
        if ObjectIdentifier(type) == DictionaryKey.type { document.entries[index].flag = true }
        return document.keyedContainer(of: index)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try JSONUnkeyedDecodingContainer(document, array: index)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        JSONSingleValueDecodingContainer(document: document, index: index)
    }
}
