extension JSONSingleValueEncodingContainer {
    func encodeNil() throws {
        let placement = try writer.beginSingle(in: place)
        writer.append("null")
        writer.finishSingle(placement, in: place)
    }

    func encode(_ value: Bool) throws {
        let placement = try writer.beginSingle(in: place)
        writer.append(value)
        writer.finishSingle(placement, in: place)
    }

    func encode(_ value: String) throws {
        let placement = try writer.beginSingle(in: place)
        writer.append(quoting: value)
        writer.finishSingle(placement, in: place)
    }

    func encode(_ value: Double) throws {
        guard value.isFinite else { throw writer.notFinite(value, key: nil, in: place) }
        let placement = try writer.beginSingle(in: place)
        writer.append(value)
        writer.finishSingle(placement, in: place)
    }

    func encode(_ value: Float) throws {
        guard value.isFinite else { throw writer.notFinite(value, key: nil, in: place) }
        let placement = try writer.beginSingle(in: place)
        writer.append(value)
        writer.finishSingle(placement, in: place)
    }

    private func encode<I: FixedWidthInteger>(integer value: I) throws {
        let placement = try writer.beginSingle(in: place)
        writer.append(integer: value)
        writer.finishSingle(placement, in: place)
    }

    func encode(_ value: Int) throws { try encode(integer: value) }
    func encode(_ value: Int8) throws { try encode(integer: value) }
    func encode(_ value: Int16) throws { try encode(integer: value) }
    func encode(_ value: Int32) throws { try encode(integer: value) }
    func encode(_ value: Int64) throws { try encode(integer: value) }
    func encode(_ value: UInt) throws { try encode(integer: value) }
    func encode(_ value: UInt8) throws { try encode(integer: value) }
    func encode(_ value: UInt16) throws { try encode(integer: value) }
    func encode(_ value: UInt32) throws { try encode(integer: value) }
    func encode(_ value: UInt64) throws { try encode(integer: value) }
    func encode(_ value: Int128) throws { try encode(wide: value) }
    func encode(_ value: UInt128) throws { try encode(wide: value) }

    private func encode(wide value: some FixedWidthInteger) throws {
        let placement = try writer.beginSingle(in: place)
        writer.append(description: value)
        writer.finishSingle(placement, in: place)
    }
}
