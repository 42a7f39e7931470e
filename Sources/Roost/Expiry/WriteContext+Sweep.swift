import RoostEngine

/// How far a sweep has come in a table's queue.
struct SweepPosition {
    /// The last row that was looked at; nil at the start. What it walks over is deleted, so that it must not begin anew.
    var lastRow: [UInt8]?
    /// The time of the first row that had to stay: the swept mark cannot pass it.
    var firstLeft: UInt64?
    /// The swept mark that the batch before has left. One that is lower now has rows behind it that were not looked at.
    var mark: UInt64 = 0
    var isAtEnd = false
}

/// What one commit of a sweep has removed.
struct SweepBatch {
    /// Rows of the queue that were looked at.
    var rows = 0
    var swept = 0
    var unreadable = 0
    var jsonBytes = 0
    /// The keys it deleted: records, their entries, rows.
    var deleted = SweptRanges()
    var firstExpiry: UInt64?
    var end = SweepPosition(isAtEnd: true)
}

extension WriteContext {
    /// About the most that a sweep commits at once, in bytes of the batch, and reads, in bytes of JSON: writers wait for
    /// it.
    private static let sweepLimit = 1 << 20
    private static let sweptJSONLimit = 4 << 20

    /// Removes expired records from the front of a table's queue, and moves the swept mark behind them.
    func sweep(
        _ table: TableLayout, from position: SweepPosition, at now: UInt64, limit: Int
    ) throws -> SweepBatch {
        var result = SweepBatch()
        guard let expiry = table.expiry else { return result }
        let mark = try sweptMark(of: expiry)
        let position = mark < position.mark ? SweepPosition() : position
        var range = expiry.range(from: mark, expiredAt: now)
        if let last = position.lastRow { range.continue(behind: last) }
        let chunk = EntryChunk()
        let scanned = try engine {
            try reader.scan(range, .forward, ScanLimit(entries: limit), keysOnly: true, into: chunk)
        }
        result.end = position
        let before = batch.byteCount
        result.end.isAtEnd = scanned == .exhausted
        var lastTime = mark
        for position in 0..<chunk.count {
            let row = chunk.key(at: position)
            let time = try expiry.expiry(ofRow: row)
            try sweep(row, time, of: table, expiry, into: &result)
            lastTime = time
            let isFull = batch.byteCount - before >= Self.sweepLimit || result.jsonBytes >= Self.sweptJSONLimit
            if isFull, position + 1 < chunk.count {
                result.end.isAtEnd = false
                break
            }
        }
        guard result.rows > 0 else { return result }
        result.end.lastRow = [UInt8](chunk.key(at: result.rows - 1))
        // Rows with the time of the last one may be left.
        let newMark = min(lastTime, result.end.firstLeft ?? .max)
        result.end.mark = max(mark, newMark)
        if newMark > mark {
            batch.put(expiry.sweptMarkKey, newMark.bigEndianBytes)
            writer.sweptMarks[table.id] = max(newMark, writer.sweptMarks[table.id] ?? 0)
        }
        return result
    }

    /// Removes the record of one row, if it is still the one that the row is about.
    private func sweep(
        _ row: Span<UInt8>, _ time: UInt64, of table: TableLayout, _ expiry: ExpiryLayout,
        into result: inout SweepBatch
    ) throws {
        let primaryKey = [UInt8](expiry.primaryKey(ofRow: row))
        result.rows += 1
        result.firstExpiry = result.firstExpiry ?? time
        do {
            let isRemoved = try attempt {
                let record = try json(of: primaryKey.span, in: table, into: &scratch.oldJSON)
                guard let record, record.envelope.expiry == time else { return false }
                try remove(record, primaryKey, in: table)
                return true
            }
            if isRemoved {
                result.swept += 1
                result.jsonBytes += scratch.oldJSON.count
                noteRemoved(of: table, into: &result.deleted)
            } else {
                batch.delete(row)
                tallyQueue(-1, rowBytes: row.count, in: table)
            }
            result.deleted.add(row, ofIndex: SystemKeys.expiryQueueID)
        } catch is RoostError {
            result.unreadable += 1
            result.end.firstLeft = result.end.firstLeft ?? time
        }
    }

    /// Takes note of the keys of the record that was just removed.
    private func noteRemoved(of table: TableLayout, into deleted: inout SweptRanges) {
        let entries = scratch.oldEntries
        for position in 0..<entries.count {
            deleted.add(entries.key(at: position), ofIndex: table.indexes[entries.entries[position].index].id)
        }
        let key = scratch.key
        deleted.add(key.span, ofIndex: table.records.id)
        deleted.add(jsonBytes: scratch.oldJSON.count)
    }
}

extension KeyRange {
    fileprivate mutating func `continue`(behind key: [UInt8]) {
        lower = key + [0]
    }
}
