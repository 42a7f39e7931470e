extension JSONUnkeyedEncodingContainer {
    func encodeNil() throws {
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append("null")
        writer.finish(placement)
    }

    func encode(_ value: Bool) throws {
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append(value)
        writer.finish(placement)
    }

    func encode(_ value: String) throws {
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append(quoting: value)
        writer.finish(placement)
    }

    func encode(_ value: Double) throws {
        guard value.isFinite else {
            throw writer.notFinite(value, key: JSONCodingKey(intValue: count), in: place)
        }
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append(value)
        writer.finish(placement)
    }

    func encode(_ value: Float) throws {
        guard value.isFinite else {
            throw writer.notFinite(value, key: JSONCodingKey(intValue: count), in: place)
        }
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append(value)
        writer.finish(placement)
    }

    private func encode<I: FixedWidthInteger>(integer value: I) throws {
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append(integer: value)
        writer.finish(placement)
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
        let placement = try writer.beginElement(of: place.slot, serial: place.serial)
        writer.append(description: value)
        writer.finish(placement)
    }
}
