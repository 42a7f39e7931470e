import RoostEngine

/// Confirms the fields that a query names, where no write of this process has done so before.
extension TransactionContext {
    /// The most records that are decoded to confirm a field, once for each field and open database.
    private static let sampledRecords = 64
    /// The most bytes of JSON decoded for it; the record that goes beyond is the last.
    private static let sampledBytes = 4 << 20

    /// Compares the fields of a query with the first records of the table, until each has been found to be right.
    ///
    /// What has no value in any of them stays undecided. Then the records that the query decodes are compared, too, and so
    /// is each that it changes or deletes.
    ///
    /// - Throws: ``RoostError/Code/fieldPathMismatch``.
    func confirmFields(of specification: QuerySpecification, on table: TableLayout) throws {
        undecided = []
        guard specification.hasUnconfirmedFields else { return }
        try confirm(specification.fields, on: table)
    }

    /// Does so for some fields more.
    func confirm(_ fields: [FieldReference], on table: TableLayout) throws {
        guard fields.contains(where: \.isUnconfirmed), let declared = table.declared else { return }
        let pending = fields.compactMap(\.probe).filter { !declared.isConfirmed($0) }
        let unknown = pending.filter { !declared.isSampled($0) && !sampledHere.contains($0.identity) }
        if !unknown.isEmpty {
            try sample(unknown, of: table, declared)
            // What a transaction has changed may be undone.
            if (self as? WriteContext)?.isUnchanged ?? true {
                declared.noteSampled(unknown)
            } else {
                sampledHere.formUnion(unknown.map(\.identity))
            }
        }
        undecided += pending.filter { !$0.isConfirmed }
    }

    private func sample(_ probes: [FieldProbe], of table: TableLayout, _ declared: DeclaredTable) throws {
        var pending = probes
        var left = (records: Self.sampledRecords, bytes: Self.sampledBytes)
        // The first record mostly decides.
        var batch = 1
        var range = KeyRange(prefix: table.records.prefix)
        let chunk = EntryChunk()
        var unpacked: [UInt8] = []
        var result = ScanResult.more
        while result == .more, left.records > 0, left.bytes > 0 {
            result = try engine {
                try reader.scan(range, .forward, ScanLimit(entries: min(batch, left.records)), into: chunk)
            }
            guard chunk.count > 0 else { return }
            for position in 0..<chunk.count where left.bytes > 0 {
                let key = chunk.key(at: position)
                let primaryKey = key.extracting(table.records.prefix.count..<key.count)
                let value = chunk.value(at: position)
                let stored = try unpack(value, of: primaryKey, in: table, into: &unpacked)
                let json = [UInt8](stored.json(in: value, or: unpacked))
                left.bytes -= json.count
                pending = try declared.check(pending, json, coder)
                if pending.isEmpty { return }
            }
            range.lower = [UInt8](chunk.key(at: chunk.count - 1)) + [0]
            left.records -= chunk.count
            batch = Self.sampledRecords
        }
    }

    /// Compares the fields that are undecided in a record that the query has decoded.
    func confirmUndecided<R: Record>(in record: R, of table: TableLayout) throws {
        do {
            undecided = try RecordCheck<R>(coder: coder).check(undecided, of: record)
        } catch var error as RoostError {
            error.table = table.name
            throw error
        }
    }
}

extension WriteContext {
    /// Compares the fields that are undecided in a record that a query is about to change or delete.
    func confirmUndecided<R: Record>(_ type: R.Type, of primaryKey: [UInt8], in table: TableLayout) throws {
        guard !undecided.isEmpty else { return }
        do {
            _ = try record(type, of: primaryKey.span, in: table)
        } catch let error as RoostError where error.code == .decodingFailed || error.code == .unknownValue {
            // It may go all the same.
        }
    }
}

extension QuerySpecification {
    fileprivate var hasUnconfirmedFields: Bool {
        func areUnconfirmed(_ conditions: [Condition]) -> Bool {
            conditions.contains { $0.fields.contains { $0.isUnconfirmed } }
        }
        return areUnconfirmed(conditions) || otherAlternatives.contains(where: areUnconfirmed)
            || order.contains { $0.field.isUnconfirmed } || wantedFields?.contains { $0.isUnconfirmed } ?? false
    }

    /// Every field that the query names.
    fileprivate var fields: [FieldReference] {
        (conditions + otherAlternatives.joined()).flatMap(\.fields) + order.map(\.field) + (wantedFields ?? [])
    }
}
