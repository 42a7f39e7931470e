import RoostEngine

extension WriteContext {
    /// When a record whose paths are located expires; nil for never.
    func expiry(of json: Span<UInt8>, _ lifetime: Lifetime, in table: TableLayout) throws -> UInt64? {
        guard let rule = table.expiry else { return nil }
        if let slot = rule.slot {
            guard let value = scratch.newValues[slot], value.kind != .null else { return nil }
            guard value.kind == .number, let seconds = JSONNumber(value.range, in: json).double(in: json) else {
                throw RoostError(.valueMismatch, "the expiry is no date")
            }
            return try ExpiryTime.milliseconds(sinceReferenceDate: seconds)
        }
        switch lifetime {
        case .kept(let expiry): return expiry
        case .restarted(let seconds):
            let seconds = seconds ?? table.declared?.timeToLive ?? .infinity
            return try ExpiryTime.milliseconds(seconds, after: now)
        }
    }

    /// Moves a record's row in the expiry queue.
    func queue(
        _ primaryKey: [UInt8], from old: UInt64?, to new: UInt64?, in table: TableLayout
    ) throws {
        guard let expiry = table.expiry, old != new else { return }
        if let old {
            let row = expiry.key(old, primaryKey.span)
            batch.delete(row)
            tallyQueue(-1, rowBytes: row.count, in: table)
        }
        guard let new else { return }
        let row = expiry.key(new, primaryKey.span)
        batch.put(row, [])
        tallyQueue(1, rowBytes: row.count, in: table)
        // Below the mark nobody looks for rows. What the writer remembers of it is never too low.
        let mark = try writer.sweptMarks[table.id] ?? sweptMark(of: expiry)
        writer.sweptMarks[table.id] = mark
        if new < mark, try new < sweptMark(of: expiry) { batch.put(expiry.sweptMarkKey, new.bigEndianBytes) }
    }

    /// Removes a record completely if it is expired; true if it was.
    func removeExpired(_ primaryKey: [UInt8], in table: TableLayout) throws -> Bool {
        guard table.expiry != nil else { return false }
        return try withSpareScratch {
            guard let old = try json(of: primaryKey.span, in: table, into: &scratch.oldJSON), isExpired(old) else {
                return false
            }
            try remove(old, primaryKey, in: table)
            return true
        }
    }
}
