import RoostEngine

extension WriteContext {
    /// Writes what has waited for the end of the verb: every record that moves leaves its place before the first comes to
    /// its new one.
    func settleMoves(in table: TableLayout) throws {
        guard !deferred.isEmpty else { return }
        let writes = deferred
        deferred = []
        var kept: [[[UInt8]]?] = []
        for write in writes {
            kept.append(write.moves ? try annotate(table, write.position) { try leave(write, in: table) } : nil)
        }
        for (write, kept) in zip(writes, kept) {
            do {
                try annotate(table, write.position) { try arrive(write, kept, in: table) }
            } catch let error as RoostError where error.code == .primaryKeyExists {
                // All that are taken are found, as with unique keys.
                failures.append(error)
            }
        }
    }

    /// Removes a record that moves, but for the unique entries that it takes along: nobody else may claim them meanwhile.
    ///
    /// - Returns: their keys.
    private func leave(_ write: DeferredWrite, in table: TableLayout) throws -> [[UInt8]] {
        guard let old = try json(of: write.formerKey.span, in: table, into: &scratch.oldJSON) else { return [] }
        try locate(write.json.span, in: table)
        try scratch.newEntries.extract(
            from: write.json.span, values: scratch.newValues, primaryKey: write.primaryKey.span, table: table)
        try removeKeepingEntries(old, write.formerKey, in: table)
        return claimedKeys(of: scratch.newEntries).filter(claimedKeys(of: scratch.oldEntries).contains)
    }

    private func claimedKeys(of entries: IndexEntries) -> [[UInt8]] {
        entries.entries.indices.filter { entries.entries[$0].isClaim }.map { [UInt8](entries.key(at: $0)) }
    }

    private func arrive(_ write: DeferredWrite, _ kept: [[UInt8]]?, in table: TableLayout) throws {
        try locate(write.json.span, in: table)
        try store(
            write.json.span, primaryKey: write.primaryKey, mode: write.moves ? .add : .put,
            lifetime: .kept(write.expiry), in: table, position: write.position,
            kept: kept)
    }
}
