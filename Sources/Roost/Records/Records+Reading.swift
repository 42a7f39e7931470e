import RoostEngine

extension Records where S: ~Escapable {
    /// The record with a primary key; nil when there is none.
    ///
    /// - Complexity: reads one record, and decodes it.
    public func get(_ key: R.Key) throws -> R? {
        try scope._read(.point) { try $0.get(key, in: table) }
    }

    /// The records with some primary keys, in the order of the keys; nil where there is none.
    ///
    /// - Complexity: reads one record for each key in one look-up, and decodes it.
    public func bulkGet(_ keys: some Sequence<R.Key>) throws -> [R?] {
        try scope._read(.view) { try $0.bulkGet(keys, in: table) }
    }

    /// The number of records in the table.
    ///
    /// - Complexity: reads one counter; in a table whose records expire, also a key for each that is not swept yet.
    public func count() throws -> Int {
        try scope._read(.point) { try $0.recordCount(of: $0.layout(of: table)) }
    }

    /// All records, by primary key.
    public func toArray() throws -> [R] {
        try all.toArray()
    }

    /// The commit sequence at which a record was last written; nil when there is no such record.
    ///
    /// - Complexity: reads one record; decodes nothing.
    public func revision(of key: R.Key) throws -> UInt64? {
        try scope._read(.point) { try $0.revision(of: key, in: table) }
    }
}

extension TransactionContext {
    func get<R: Record>(_ key: R.Key, in table: Table<R, R.Key>) throws -> R? {
        let layout = try layout(of: table)
        let primaryKey = try layout.encode(key)
        return try record(R.self, of: primaryKey.span, in: layout)
    }

    func revision<R: Record>(of key: R.Key, in table: Table<R, R.Key>) throws -> UInt64? {
        let layout = try layout(of: table)
        let primaryKey = try layout.encode(key)
        var json: [UInt8] = []
        guard let stored = try self.json(of: primaryKey.span, in: layout, into: &json), !isExpired(stored) else {
            return nil
        }
        return stored.envelope.revision
    }

    func bulkGet<R: Record>(_ keys: some Sequence<R.Key>, in table: Table<R, R.Key>) throws -> [R?] {
        let layout = try layout(of: table)
        var list = ByteList()
        for key in keys {
            let primaryKey = try layout.encode(key)
            list.append(prefix: layout.records.prefix, primaryKey.span)
        }
        let found = EntryChunk()
        try reader.fetch(list, into: found)
        var records: [R?] = []
        var unpacked: [UInt8] = []
        for position in 0..<found.count {
            guard found.isPresent(at: position) else {
                records.append(nil)
                continue
            }
            counts.recordsRead += 1
            let key = found.key(at: position)
            let primaryKey = key.extracting(layout.records.prefix.count..<key.count)
            let value = found.value(at: position)
            let stored = try unpack(value, of: primaryKey, in: layout, into: &unpacked)
            if isExpired(stored) {
                records.append(nil)
                continue
            }
            let json = stored.json(in: value, or: unpacked)
            records.append(try decode(R.self, from: json, of: primaryKey, in: layout))
        }
        return records
    }
}

extension TableLayout {
    /// A primary key in its stored form.
    func encode(_ key: some KeyComponent) throws -> [UInt8] {
        var encoder = KeyEncoder(limit: WriteContext.primaryKeyLimit)
        do {
            try key.encode(into: &encoder)
            try WriteContext.check(encoder.bytes)
        } catch var error as RoostError {
            error.table = name
            throw error
        }
        return encoder.bytes
    }
}
