extension JSONKeyedDecodingContainer {
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try document.bool(at: index(of: key))
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try document.string(at: index(of: key))
    }

    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try document.double(at: index(of: key), as: Double.self)
    }

    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try document.float(at: index(of: key))
    }

    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
        try document.integer(type, at: index(of: key))
    }

    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
        try document.integer(type, at: index(of: key))
    }
}

/// The contract has a method for each of these types as well.
extension JSONKeyedDecodingContainer {
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try indexIfPresent(of: key).map { try document.bool(at: $0) }
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try indexIfPresent(of: key).map { try document.string(at: $0) }
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try indexIfPresent(of: key).map { try document.double(at: $0, as: Double.self) }
    }

    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
        try indexIfPresent(of: key).map { try document.float(at: $0) }
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }

    func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? {
        try indexIfPresent(of: key).map { try document.integer(type, at: $0) }
    }
}
