/// Reads the elements of an array, one after another.
///
/// Three words, so that the existential needs no box.
struct JSONUnkeyedDecodingContainer: UnkeyedDecodingContainer {
    private let document: JSONDocument
    private let array: UInt32
    /// The entry of the next element.
    private var next: UInt32
    private(set) var currentIndex = 0

    init(_ document: JSONDocument, array: Int) throws {
        guard document.entries[array].kind == .array else { throw document.mismatch([Any].self, at: array) }
        self.document = document
        self.array = UInt32(truncatingIfNeeded: array)
        next = self.array + 1
    }

    var codingPath: [any CodingKey] { document.codingPath(to: Int(array)) }
    var count: Int? { Int(document.entries[Int(array)].elementCount) }
    var isAtEnd: Bool { currentIndex == Int(document.entries[Int(array)].elementCount) }

    mutating func decodeNil() throws -> Bool {
        let isNull = try document.entries[peek(Any?.self)].kind == .null
        if isNull { advance() }
        return isNull
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let value = try document.decode(type, at: peek(type))
        advance()
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let index = try peek(KeyedDecodingContainer<Nested>.self)
        let container = try JSONValueDecoder(document: document, index: index).container(keyedBy: type)
        advance()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try JSONUnkeyedDecodingContainer(document, array: peek((any UnkeyedDecodingContainer).self))
        advance()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = JSONValueDecoder(document: document, index: try peek((any Decoder).self))
        advance()
        return decoder
    }

    /// Reads the next element; a failure leaves the container before it.
    @inline(__always)
    mutating func read<T>(_ type: T.Type, _ body: (JSONDocument, Int) throws -> T) throws -> T {
        let value = try body(document, peek(type))
        advance()
        return value
    }

    @inline(__always)
    private func peek(_ type: Any.Type) throws -> Int {
        guard !isAtEnd else { throw document.atEnd(type, of: Int(array), position: currentIndex) }
        return Int(next)
    }

    @inline(__always)
    private mutating func advance() {
        next = UInt32(truncatingIfNeeded: document.behind(Int(next)))
        currentIndex &+= 1
    }
}
