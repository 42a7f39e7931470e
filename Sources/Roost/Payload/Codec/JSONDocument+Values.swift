import Foundation

extension JSONDocument {
    /// Decodes any value. Types that are not decoded by their own `init(from:)` are known by identity, which costs a
    /// comparison of pointers each.
    @inline(__always)
    func decode<T: Decodable>(_ type: T.Type, at index: Int) throws -> T {
        if T.self == String.self { return unsafeBitCast(try string(at: index), to: T.self) }
        if T.self == Date.self {
            let seconds = try double(at: index, as: Date.self)
            return unsafeBitCast(Date(timeIntervalSinceReferenceDate: seconds), to: T.self)
        }
        if T.self == Int.self { return unsafeBitCast(try integer(Int.self, at: index), to: T.self) }
        if T.self == UUID.self { return unsafeBitCast(try uuid(at: index), to: T.self) }
        if T.self == [String].self { return unsafeBitCast(try strings(at: index), to: T.self) }
        if T.self == Double.self { return unsafeBitCast(try double(at: index, as: Double.self), to: T.self) }
        if T.self == Data.self { return unsafeBitCast(try data(at: index), to: T.self) }
        if T.self == URL.self { return unsafeBitCast(try url(at: index), to: T.self) }
        if T.self == Decimal.self { return unsafeBitCast(try decimal(at: index), to: T.self) }
        return try decodeFrame(type, at: index)
    }

    /// Runs the type's own `init(from:)`.
    private func decodeFrame<T: Decodable>(_ type: T.Type, at index: Int) throws -> T {
        guard callDepth < JSONWriter.maxCallDepth else { throw tooDeep(at: offset(of: index)) }
        callDepth &+= 1
        let lent = containers.lent
        defer {
            callDepth &-= 1
            takeBackContainers(before: lent)
        }
        do {
            return try T(from: JSONValueDecoder(document: self, index: index))
        } catch let error as DecodingError {
            throw unknownValue(of: type, at: index, error) ?? error
        }
    }

    func bool(at index: Int) throws -> Bool {
        guard entries[index].kind == .bool else { throw mismatch(Bool.self, at: index) }
        return entries[index].flag
    }

    func string(at index: Int) throws -> String {
        guard entries[index].kind == .string else { throw mismatch(String.self, at: index) }
        return string(index)
    }

    private func strings(at index: Int) throws -> [String] {
        guard entries[index].kind == .array else { throw mismatch([String].self, at: index) }
        var strings: [String] = []
        strings.reserveCapacity(Int(entries[index].elementCount))
        var element = index &+ 1
        let end = Int(entries[index].link)
        while element < end {
            strings.append(try string(at: element))
            element = behind(element)
        }
        return strings
    }

    func uuid(at index: Int) throws -> UUID {
        guard entries[index].kind == .string else { throw mismatch(UUID.self, at: index) }
        let uuid = withContents(of: index) { text in
            withUnsafeTemporaryAllocation(of: uuid_t.self, capacity: 1) { buffer -> UUID? in
                guard JSONScalars.readUUID(text, into: UnsafeMutableRawBufferPointer(buffer)) else { return nil }
                return UUID(uuid: buffer[0])
            }
        }
        guard let uuid else { throw doesNotFit(UUID.self, at: index) }
        return uuid
    }

    func data(at index: Int) throws -> Data {
        guard entries[index].kind == .string else { throw mismatch(Data.self, at: index) }
        guard let bytes = withContents(of: index, { JSONScalars.base64($0) }) else {
            throw doesNotFit(Data.self, at: index)
        }
        return Data(bytes)
    }

    func url(at index: Int) throws -> URL {
        guard entries[index].kind == .string else { throw mismatch(URL.self, at: index) }
        guard let url = URL(string: string(index)) else { throw doesNotFit(URL.self, at: index) }
        return url
    }

    func decimal(at index: Int) throws -> Decimal {
        guard entries[index].kind == .number else { throw mismatch(Decimal.self, at: index) }
        guard let decimal = number(index).decimal(in: span) else {
            throw doesNotFit(Decimal.self, at: index)
        }
        return decimal
    }
}
