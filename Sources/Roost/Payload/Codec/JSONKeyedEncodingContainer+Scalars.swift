extension JSONKeyedEncodingContainer {
    func encodeNil(forKey key: Key) throws {
        try write(key) { $0.append("null") }
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        try write(key) { $0.append(value) }
    }

    func encode(_ value: String, forKey key: Key) throws {
        try write(key) { $0.append(quoting: value) }
    }

    func encode(_ value: Double, forKey key: Key) throws {
        guard value.isFinite else { throw notFinite(value, key) }
        try write(key) { $0.append(value) }
    }

    func encode(_ value: Float, forKey key: Key) throws {
        guard value.isFinite else { throw notFinite(value, key) }
        try write(key) { $0.append(value) }
    }

    private func encode<I: FixedWidthInteger>(integer value: I, forKey key: Key) throws {
        try write(key) { $0.append(integer: value) }
    }

    func encode(_ value: Int, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: Int8, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: Int16, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: Int32, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: Int64, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: UInt, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: UInt8, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: UInt16, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: UInt32, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: UInt64, forKey key: Key) throws { try encode(integer: value, forKey: key) }
    func encode(_ value: Int128, forKey key: Key) throws { try encode(wide: value, forKey: key) }
    func encode(_ value: UInt128, forKey key: Key) throws { try encode(wide: value, forKey: key) }

    private func encode(wide value: some FixedWidthInteger, forKey key: Key) throws {
        try write(key) { $0.append(description: value) }
    }
}
