import RoostEngine

/// A record as stored: the value beside its primary key, and the overflow chunks of a large one.
///
/// The payload is the record's JSON, or one raw Snappy block of it. A writer compresses JSON of at least
/// ``minCompressedBytes`` when that saves an eighth or more; where the engine compresses whole blocks, only JSON of at
/// least a block, because shorter records compress better together. A payload of at
/// most 64 KiB stands behind the envelope. A larger one is cut into chunks of 64 KiB, the last one shorter; behind the
/// envelope then stand
///
/// ```
/// uvarint   length of the payload
/// uvarint   number of chunks
/// 4 bytes   CRC32C of the payload, big-endian
/// ```
///
/// and each chunk begins with the record's revision, 8 bytes big-endian, so that chunks of two commits never mix.
enum StoredPayload {
    /// The longest JSON that the format has, whatever ``DatabaseOptions/maxRecordBytes`` is.
    static let maxJSONBytes = 64 << 20
    static let maxInlineBytes = 64 << 10
    static let chunkBytes = 64 << 10
    static let chunkHeadBytes = 8

    /// Below this many bytes of JSON compressing is not tried: it could not pay for its time.
    static let minCompressedBytes = 64
    /// The same where the engine compresses its blocks, which are about this large.
    static let minCompressedBytesInBlocks = 4_096

    /// Replaces the contents of `value` and `chunks`, keeping the storage of `value`.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of JSON.
    ///   - compressedFrom: the fewest bytes of JSON that compressing is tried for.
    ///
    /// Throws ``RoostError/Code/recordTooLarge`` for JSON above the limit, before anything is written.
    static func encode(
        json: Span<UInt8>, schemaVersion: UInt64, revision: UInt64, expiry: UInt64?, limit: Int,
        compressedFrom: Int,
        into value: inout [UInt8], chunks: inout [[UInt8]]
    ) throws {
        try check(json.count, limit)
        value.removeAll(keepingCapacity: true)
        chunks.removeAll(keepingCapacity: true)
        var envelope = Envelope(schemaVersion: schemaVersion, revision: revision, expiry: expiry)
        envelope.append(to: &value)
        let head = value.count
        if json.count >= compressedFrom {
            try Snappy.compress(json, appendingTo: &value)
            envelope.isCompressed = (value.count - head) * 8 <= json.count * 7
            if !envelope.isCompressed { value.truncate(to: head) }
        }
        if !envelope.isCompressed { value.append(copying: json) }
        if value.count - head > maxInlineBytes {
            envelope.isOverflow = true
            moveOut(from: head, revision: revision, of: &value, into: &chunks)
        }
        value[0] = envelope.firstByte
    }

    /// Throws ``RoostError/Code/recordTooLarge`` for a record with more bytes of JSON than the limit.
    static func check(_ jsonBytes: Int, _ limit: Int) throws {
        guard jsonBytes > limit else { return }
        throw RoostError(.recordTooLarge, "the record's JSON is \(jsonBytes) bytes, of at most \(limit)")
    }

    /// Replaces the payload by length, chunk count and checksum.
    private static func moveOut(
        from head: Int, revision: UInt64, of value: inout [UInt8], into chunks: inout [[UInt8]]
    ) {
        let length = value.count - head
        var checksum = CRC32C()
        for start in stride(from: head, to: value.count, by: chunkBytes) {
            let part = value.span.extracting(start..<min(start + chunkBytes, value.count))
            checksum.add(part)
            var chunk: [UInt8] = []
            chunk.reserveCapacity(chunkHeadBytes + part.count)
            chunk.append(bigEndian: revision, byteCount: chunkHeadBytes)
            chunk.append(copying: part)
            chunks.append(chunk)
        }
        value.truncate(to: head)
        UVarint.append(UInt64(length), to: &value)
        UVarint.append(UInt64(chunks.count), to: &value)
        value.append(bigEndian: UInt64(checksum.value), byteCount: 4)
    }
}
