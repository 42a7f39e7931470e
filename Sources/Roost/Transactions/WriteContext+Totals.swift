import RoostEngine

/// What a transaction counts of what it writes: exactly what the batch will do to the stored keys.
extension WriteContext {
    /// Counts the record whose JSON is in `scratch.oldJSON` as gone.
    func tallyRemoval(of old: StoredRecord, _ primaryKey: [UInt8], in table: TableLayout) {
        changes.totals.add(
            records: -1, jsonBytes: -scratch.oldJSON.count,
            storedBytes: -old.storedBytes(primaryKeyBytes: primaryKey.count, in: table), of: table)
    }

    /// Counts an entry put (1) or deleted (-1).
    func tally(_ sign: Int, _ entries: IndexEntries, _ position: Int, in table: TableLayout) {
        let entry = entries.entries[position]
        changes.totals.add(
            entries: sign, bytes: sign * (entry.key.count + entry.value.count), toIndex: entry.index, of: table)
    }

    /// Counts a row of the expiry queue put (1) or deleted (-1).
    func tallyQueue(_ sign: Int, rowBytes: Int, in table: TableLayout) {
        changes.totals.add(rows: sign, bytes: sign * rowBytes, of: table)
    }
}
