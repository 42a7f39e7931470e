import RoostEngine

extension WriteContext {
    /// Empties a table by giving it a fresh id: a handful of keys, whatever the size. The old keys are listed for
    /// removal.
    func clear(_ table: TableLayout) throws {
        guard try storedCount(of: table) > 0 else { return }
        let sequence = table.schema.autoIncrement ? try sequence(of: table) : nil
        let (cleared, fresh) = catalog.replacing(table.schema, declared: table.declared)
        batch.put(SystemKeys.catalogRoot, cleared.rootRow)
        batch.put(SystemKeys.tableRow(table.name), try Catalog.row(fresh.schema))
        batch.put(SystemKeys.abandonedTable(table.id), [UInt8]())
        if let sequence {
            batch.put(SystemKeys.autoIncrementLease(fresh.id), UInt64(sequence.leased).bigEndianBytes)
            changes.set(sequence, of: fresh.id)
        }
        replaceCatalog(cleared)
    }

    /// Assigns the next key of an auto-increment table.
    func nextKey(in table: TableLayout, upTo limit: Int64) throws -> Int64 {
        var sequence = try sequence(of: table)
        guard sequence.next <= limit, sequence.next < .max else {
            var error = RoostError(.invalidArgument, "the table has assigned all its keys")
            error.table = table.name
            throw error
        }
        let key = sequence.next
        sequence.next += 1
        lease(&sequence, in: table)
        return key
    }

    /// Takes note of a key that a record brought along, so that it is never assigned.
    func noteKey(_ key: Int64, in table: TableLayout) throws {
        var sequence = try sequence(of: table)
        guard key >= sequence.next else { return }
        // Above the greatest there is none: the table has assigned all its keys then.
        sequence.next = key == .max ? .max : key + 1
        lease(&sequence, in: table)
    }

    /// Keys that one synced commit reserves: what a crash may leave unused.
    private static let leaseSize: Int64 = 1_000

    private func sequence(of table: TableLayout) throws -> KeySequence {
        if let pending = changes.sequences.first(where: { $0.table == table.id }) { return pending.sequence }
        if let known = writer.sequences[table.id] { return known }
        let key = SystemKeys.autoIncrementLease(table.id)
        let found = found
        guard try reader.get(key, into: found) else {
            return KeySequence(next: 1, leased: 1)
        }
        guard let leased = UInt64(bigEndianBytes: found.value(at: 0)), leased <= UInt64(Int64.max) else {
            throw RoostError(.corruption, "the auto-increment row of a table is damaged")
        }
        return KeySequence(next: Int64(leased), leased: Int64(leased))
    }

    private func lease(_ sequence: inout KeySequence, in table: TableLayout) {
        if sequence.next > sequence.leased {
            let (end, overflow) = sequence.next.addingReportingOverflow(Self.leaseSize)
            sequence.leased = overflow ? .max : end
            batch.put(SystemKeys.autoIncrementLease(table.id), UInt64(sequence.leased).bigEndianBytes)
            changes.requiresSync = true
        }
        changes.set(sequence, of: table.id)
    }
}
