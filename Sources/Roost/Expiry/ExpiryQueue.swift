import RoostEngine

/// The expiry queue of a table: for each record that expires a row without a value, whose key is the table's prefix, the
/// expiry (8 bytes, big-endian milliseconds since 1970) and the primary key.
///
/// The rows between the swept mark and now are exactly the expired records that are not swept yet.
extension ExpiryLayout {
    func key(_ expiry: UInt64, _ primaryKey: Span<UInt8>) -> [UInt8] {
        var key = queuePrefix
        key.append(bigEndian: expiry, byteCount: 8)
        key.append(copying: primaryKey)
        return key
    }

    /// Rows from an expiry on, up to those that are expired at a moment.
    func range(from lower: UInt64, expiredAt now: UInt64) -> KeyRange {
        KeyRange(lower: bound(lower), upper: bound(min(now, ExpiryTime.latest) + 1))
    }

    func expiry(ofRow key: Span<UInt8>) throws -> UInt64 {
        guard key.count >= queuePrefix.count + 8 else {
            throw RoostError(.corruption, "a row of the expiry queue is truncated")
        }
        return key.bigEndian(at: queuePrefix.count, byteCount: 8)
    }

    @_lifetime(copy key)
    func primaryKey(ofRow key: Span<UInt8>) -> Span<UInt8> {
        key.extracting((queuePrefix.count + 8)..<key.count)
    }

    private func bound(_ expiry: UInt64) -> [UInt8] {
        var key = queuePrefix
        key.append(bigEndian: expiry, byteCount: 8)
        return key
    }
}

extension TransactionContext {
    /// Everything in the table's queue below it is swept.
    func sweptMark(of expiry: ExpiryLayout) throws -> UInt64 {
        let found = EntryChunk()
        guard try reader.get(expiry.sweptMarkKey, into: found) else { return 0 }
        guard let mark = UInt64(bigEndianBytes: found.value(at: 0)) else {
            throw RoostError(.corruption, "the swept mark of a table is damaged")
        }
        return mark
    }

    /// Whether the record is absent because its time has come.
    func isExpired(_ record: StoredRecord) -> Bool {
        record.envelope.expiry.map { $0 <= now } ?? false
    }

    /// The number of expired records that are not swept yet.
    ///
    /// - Complexity: reads one key for each.
    func expiredCount(of table: TableLayout) throws -> Int {
        guard let expiry = table.expiry else { return 0 }
        // The counter and the queue have to be seen at one moment.
        if isPointRead { throw NeedsView() }
        var count = 0
        let range = expiry.range(from: try sweptMark(of: expiry), expiredAt: now)
        try forEachEntry(in: range) { _, _ in count += 1 }
        return count
    }
}
