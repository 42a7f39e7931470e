import RoostEngine

extension StoredPayload {
    /// Replaces the contents of `json`, keeping its storage.
    ///
    /// `loader` is called for overflow only, once for each chunk from 0 up; what it throws passes through. Chunks of
    /// another revision, wrong lengths, a wrong checksum and an unreadable Snappy block are
    /// ``RoostError/Code/corruptRecord``; JSON above the limit is ``RoostError/Code/recordTooLarge``. Both are found
    /// before memory is taken for what the value says of itself.
    static func decode(
        _ value: Span<UInt8>, limit: Int, into json: inout [UInt8], chunk loader: (Int) throws -> [UInt8]
    ) throws -> Envelope {
        let envelope = try Envelope.decode(value)
        try decode(value, envelope, limit: limit, into: &json, chunk: loader)
        return envelope
    }

    /// The same for a value whose envelope is known.
    static func decode(
        _ value: Span<UInt8>, _ envelope: Envelope, limit: Int, into json: inout [UInt8],
        chunk loader: (Int) throws -> [UInt8]
    ) throws {
        if envelope.isOverflow {
            let head = try OverflowHead(value, at: envelope.payloadRange)
            // Compressed or not, the JSON is no shorter.
            try check(head.length, limit)
            let stored = try head.load(revision: envelope.revision, chunk: loader)
            try unpack(stored.span, isCompressed: envelope.isCompressed, limit: limit, into: &json)
        } else {
            try unpack(
                value.extracting(envelope.payloadRange), isCompressed: envelope.isCompressed, limit: limit, into: &json)
        }
    }

    /// How many overflow chunks a stored value has, and the bytes of their values, without loading them.
    static func overflow(_ value: Span<UInt8>, _ envelope: Envelope) throws -> (chunks: Int, bytes: Int) {
        guard envelope.isOverflow else { return (0, 0) }
        let head = try OverflowHead(value, at: envelope.payloadRange)
        return (head.chunkCount, head.length + head.chunkCount * chunkHeadBytes)
    }

    private static func unpack(
        _ stored: Span<UInt8>, isCompressed: Bool, limit: Int, into json: inout [UInt8]
    ) throws {
        if isCompressed {
            try Snappy.uncompress(stored, into: &json) { try checkStored($0, limit) }
        } else {
            try checkStored(stored.count, limit)
            json.assign(stored)
        }
    }

    /// The same as ``check(_:_:)`` for what is stored, where more than the format has is damage.
    static func checkStored(_ jsonBytes: Int, _ limit: Int) throws {
        guard jsonBytes <= maxJSONBytes else {
            throw RoostError(.corruptRecord, "the record's payload is larger than any record")
        }
        try check(jsonBytes, limit)
    }
}

/// What stands in place of a payload that was moved into chunks.
private struct OverflowHead {
    let length: Int
    let chunkCount: Int
    let checksum: UInt32

    init(_ value: Span<UInt8>, at range: Range<Int>) throws {
        let (length, lengthEnd) = try UVarint.decode(value, from: range.lowerBound)
        let (chunkCount, end) = try UVarint.decode(value, from: lengthEnd)
        // Only what compression shortens is stored compressed, so no payload is longer than the longest JSON.
        guard
            value.count - end == 4,
            length > StoredPayload.maxInlineBytes, length <= StoredPayload.maxJSONBytes,
            chunkCount == (length + UInt64(StoredPayload.chunkBytes) - 1) / UInt64(StoredPayload.chunkBytes)
        else { throw RoostError(.corruptRecord, "the record's overflow head is malformed") }
        self.length = Int(length)
        self.chunkCount = Int(chunkCount)
        self.checksum = UInt32(truncatingIfNeeded: value.bigEndian(at: end, byteCount: 4))
    }

    func load(revision: UInt64, chunk loader: (Int) throws -> [UInt8]) throws -> [UInt8] {
        var payload: [UInt8] = []
        var found = CRC32C()
        for index in 0..<chunkCount {
            let chunk = try loader(index)
            let partLength = min(length - payload.count, StoredPayload.chunkBytes)
            guard chunk.count == StoredPayload.chunkHeadBytes + partLength else {
                throw RoostError(.corruptRecord, "overflow chunk \(index) of the record has another length")
            }
            guard chunk.span.bigEndian(at: 0, byteCount: StoredPayload.chunkHeadBytes) == revision else {
                throw RoostError(.corruptRecord, "overflow chunk \(index) of the record is of another commit")
            }
            let part = chunk.span.extracting(StoredPayload.chunkHeadBytes..<chunk.count)
            found.add(part)
            payload.append(copying: part)
        }
        guard found.value == checksum else {
            throw RoostError(.corruptRecord, "the checksum of the record's overflow chunks does not match")
        }
        return payload
    }
}
