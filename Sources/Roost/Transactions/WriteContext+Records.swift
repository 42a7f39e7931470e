import RoostEngine

/// Whether a record may replace the one with its primary key.
enum PutMode {
    case add
    case put
}

extension WriteContext {
    /// The longest an encoded primary key may be, in bytes.
    static let primaryKeyLimit = 768

    /// Finds the table's paths in the JSON of a record to be written: the first step of ``store(_:mode:in:position:)``.
    func locate(_ json: Span<UInt8>, in table: TableLayout) throws {
        try locate(table.paths, in: json)
    }

    /// Finds the table's paths, and others behind them.
    func locate(_ paths: JSONPathSet, in json: Span<UInt8>) throws {
        try paths.locate(in: json, into: &scratch.newValues)
    }

    /// The encoded primary key of the located JSON; null when it has none.
    func primaryKey(of json: Span<UInt8>, in table: TableLayout) throws -> [UInt8] {
        var encoder = KeyEncoder()
        for part in table.records.parts {
            try ComponentExtractor.append(scratch.newValues[part.slot], in: json, kind: part.kind, to: &encoder)
        }
        return encoder.bytes
    }

    /// Writes a record and its index entries. REQUIRES: ``locate(_:in:)`` was called with this JSON.
    ///
    /// - Parameters:
    ///   - json: the record's JSON.
    ///   - primaryKey: its encoded primary key.
    ///   - mode: whether it may replace a record.
    ///   - lifetime: what becomes of its expiry.
    ///   - table: the table.
    ///   - position: its position in the caller's sequence, for errors.
    ///   - kept: the keys of the unique entries that the record brings along from another primary key; nil for one that
    ///     does not move.
    func store(
        _ json: Span<UInt8>, primaryKey: [UInt8], mode: PutMode, lifetime: Lifetime, in table: TableLayout,
        position: Int?, kept: [[UInt8]]? = nil
    ) throws {
        try Self.check(primaryKey)
        var old = try self.json(of: primaryKey.span, in: table, into: &scratch.oldJSON)
        if let expired = old, isExpired(expired), table.indexes.contains(where: { $0.role == .unique }) {
            // It is absent: the new record does not go on with its unique entries before those that wait for them.
            try remove(expired, primaryKey, in: table)
            old = nil
        }
        if let old, mode == .add, !isExpired(old) {
            var error = RoostError(.primaryKeyExists, "a record with this primary key exists")
            error.table = table.name
            error.position = position
            error.holder = table.key(primaryKey.span)
            throw error
        }
        try replace(
            old, with: json, primaryKey: primaryKey, lifetime: lifetime, in: table, position: position,
            kept: kept)
    }

    /// Writes the record over the one whose JSON is in `scratch.oldJSON`, if there is one.
    func replace(
        _ old: StoredRecord?, with json: Span<UInt8>, primaryKey: [UInt8], lifetime: Lifetime, in table: TableLayout,
        position: Int?, kept: [[UInt8]]? = nil
    ) throws {
        try scratch.newEntries.extract(
            from: json, values: scratch.newValues, primaryKey: primaryKey.span, table: table)
        try extractOldEntries(old, primaryKey: primaryKey, in: table)
        let expiry = try expiry(of: json, lifetime, in: table)
        try queue(primaryKey, from: old?.envelope.expiry, to: expiry, in: table)
        try StoredPayload.encode(
            json: json, schemaVersion: table.schema.schemaVersion, revision: revision, expiry: expiry,
            limit: queries.maxRecordBytes, compressedFrom: writer.compressedFrom, into: &scratch.value,
            chunks: &scratch.chunks)
        let added = try deleteEntries(primaryKey: primaryKey, in: table)
        try addEntries(added, primaryKey: primaryKey, kept: kept, in: table, position: position)

        setKey(table.records.prefix, primaryKey.span)
        batch.put(scratch.key, scratch.value)
        var storedBytes = scratch.key.count + scratch.value.count
        for (number, chunk) in scratch.chunks.enumerated() {
            batch.put(table.chunkKey(primaryKey: primaryKey.span, chunk: number), chunk)
            storedBytes += table.chunkKeyBytes(primaryKeyBytes: primaryKey.count) + chunk.count
        }
        removeChunks(from: scratch.chunks.count, of: old, primaryKey: primaryKey, in: table)
        counts.recordsWritten += 1
        changes.totals.add(records: 1, jsonBytes: json.count, storedBytes: storedBytes, of: table)
        if let old { tallyRemoval(of: old, primaryKey, in: table) }
    }

    /// Removes a record with its entries and chunks; false when there is none, or only one that is expired.
    func remove(_ primaryKey: [UInt8], in table: TableLayout) throws -> Bool {
        guard let old = try json(of: primaryKey.span, in: table, into: &scratch.oldJSON) else { return false }
        try remove(old, primaryKey, in: table)
        return !isExpired(old)
    }

    /// Removes the record whose JSON is in `scratch.oldJSON`.
    func remove(_ old: StoredRecord, _ primaryKey: [UInt8], in table: TableLayout) throws {
        scratch.newEntries.removeAll()
        try removeKeepingEntries(old, primaryKey, in: table)
    }

    /// Removes the record whose JSON is in `scratch.oldJSON`, but for those of its entries that are in
    /// `scratch.newEntries`, too: unique ones that it takes along to another primary key.
    func removeKeepingEntries(_ old: StoredRecord, _ primaryKey: [UInt8], in table: TableLayout) throws {
        try extractOldEntries(old, primaryKey: primaryKey, in: table)
        _ = try deleteEntries(primaryKey: primaryKey, in: table)
        setKey(table.records.prefix, primaryKey.span)
        batch.delete(scratch.key)
        removeChunks(from: 0, of: old, primaryKey: primaryKey, in: table)
        try queue(primaryKey, from: old.envelope.expiry, to: nil, in: table)
        counts.recordsWritten += 1
        tallyRemoval(of: old, primaryKey, in: table)
    }

    /// A primary key is not null and not longer than the limit.
    static func check(_ primaryKey: [UInt8]) throws {
        if primaryKey == [KeyTag.null] {
            throw RoostError(.missingPrimaryKey, "the record has no primary key")
        }
        if primaryKey.count > primaryKeyLimit {
            throw RoostError(
                .keyTooLong,
                "the primary key has \(primaryKey.count) bytes after encoding, more than \(primaryKeyLimit)")
        }
    }

    private func extractOldEntries(_ old: StoredRecord?, primaryKey: [UInt8], in table: TableLayout) throws {
        guard old != nil, !table.indexes.isEmpty else {
            scratch.oldEntries.removeAll()
            return
        }
        let json = scratch.oldJSON
        try table.paths.locate(in: json.span, into: &scratch.oldValues)
        try scratch.oldEntries.extract(
            from: json.span, values: scratch.oldValues, primaryKey: primaryKey.span, table: table)
    }

    /// Deletes the old entries that are not among the new ones.
    ///
    /// - Returns: the positions of the new entries that are not stored yet, or with another value.
    private func deleteEntries(primaryKey: [UInt8], in table: TableLayout) throws -> [Int] {
        let old = scratch.oldEntries
        let new = scratch.newEntries
        scratch.added.removeAll(keepingCapacity: true)
        var o = 0
        var n = 0
        while o < old.count || n < new.count {
            let order = order(old, o, new, n)
            if order < 0 {
                if !(old.entries[o].isClaim && claims.withdraw(key: old.key(at: o), primaryKey: primaryKey.span)) {
                    batch.delete(old.key(at: o))
                    tally(-1, old, o, in: table)
                    counts.indexEntriesWritten += 1
                }
                o += 1
            } else if order > 0 {
                scratch.added.append(n)
                n += 1
            } else {
                if ByteOrder.compare(old.value(at: o), new.value(at: n)) != 0 {
                    scratch.added.append(n)
                    if !new.entries[n].isClaim { tally(-1, old, o, in: table) }
                }
                o += 1
                n += 1
            }
        }
        return scratch.added
    }

    /// Puts new entries: plain ones first, then those that claim their keys.
    private func addEntries(
        _ added: [Int], primaryKey: [UInt8], kept: [[UInt8]]?, in table: TableLayout, position: Int?
    ) throws {
        let new = scratch.newEntries
        for entry in added where !new.entries[entry].isClaim {
            batch.put(new.key(at: entry), new.value(at: entry))
            tally(1, new, entry, in: table)
            counts.indexEntriesWritten += 1
        }
        for entry in added where new.entries[entry].isClaim {
            try claim(new, entry, primaryKey: primaryKey, kept: kept, in: table, position: position)
        }
    }

    private func order(_ old: IndexEntries, _ o: Int, _ new: IndexEntries, _ n: Int) -> Int {
        if o == old.count { return 1 }
        if n == new.count { return -1 }
        let difference = old.entries[o].index - new.entries[n].index
        return difference != 0 ? difference : ByteOrder.compare(old.key(at: o), new.key(at: n))
    }

    private func claim(
        _ new: IndexEntries, _ entry: Int, primaryKey: [UInt8], kept: [[UInt8]]?, in table: TableLayout,
        position: Int?
    ) throws {
        counts.indexEntriesWritten += 1
        // The record may wait for this very key already, with covered fields that have changed since.
        let key = new.key(at: entry)
        if claims.replace(value: new.value(at: entry), key: key, primaryKey: primaryKey.span) { return }
        let found = found
        let isTaken = try engine { try reader.get(key, into: found) }
        let isOwn = try isTaken && isHeld(found, by: primaryKey, kept)
        guard isOwn || !(isTaken || claims.areWaiting(for: key)) else {
            claims.add(
                UniqueClaims.Claim(
                    index: new.entries[entry].index, key: [UInt8](key), primaryKey: primaryKey,
                    value: [UInt8](new.value(at: entry)), position: position))
            return
        }
        batch.put(key, new.value(at: entry))
        tally(1, new, entry, in: table)
        if isTaken {
            let index = new.entries[entry].index
            let bytes = found.key(at: 0).count + found.value(at: 0).count
            changes.totals.add(entries: -1, bytes: -bytes, toIndex: index, of: table)
        }
    }

    /// Whether a unique entry is that of the record at hand. One that moves has only those that it brings along: who stood
    /// under its new primary key before, or stands under its former one by now, is another record.
    private func isHeld(_ entry: EntryChunk, by primaryKey: [UInt8], _ kept: [[UInt8]]?) throws -> Bool {
        if let kept { return kept.contains { ByteOrder.compare($0.span, entry.key(at: 0)) == 0 } }
        let value = entry.value(at: 0)
        let holder = value.extracting(0..<(try StoredKey.length(in: value)))
        return ByteOrder.compare(holder, primaryKey.span) == 0
    }

    private func removeChunks(from first: Int, of old: StoredRecord?, primaryKey: [UInt8], in table: TableLayout) {
        guard let old, old.chunkCount > first else { return }
        for number in first..<old.chunkCount {
            batch.delete(table.chunkKey(primaryKey: primaryKey.span, chunk: number))
        }
    }

    private func setKey(_ prefix: [UInt8], _ primaryKey: Span<UInt8>) {
        scratch.key.removeAll(keepingCapacity: true)
        scratch.key.append(contentsOf: prefix)
        scratch.key.append(copying: primaryKey)
    }
}
