import RoostEngine

extension WriteContext {
    /// A point that the transaction can return to: keys, values, totals, sequences and catalog.
    private struct Mark {
        let batch: WriteBatch.Savepoint
        let changes: PendingChanges
        let catalog: Catalog
    }

    private func mark() -> Mark {
        Mark(batch: batch.savepoint(), changes: changes, catalog: catalog)
    }

    private func undo(to mark: Mark) {
        batch.rollback(to: mark.batch)
        changes = mark.changes
        replaceCatalog(mark.catalog)
    }

    /// Runs a nested scope: an error undoes what it did and passes on.
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        let mark = mark()
        defer { batch.release(mark.batch) }
        do {
            return try body()
        } catch {
            undo(to: mark)
            throw error
        }
    }

    /// Runs one verb: it applies wholly or not at all, and primary keys that change and unique indexes are checked when it is
    /// done.
    func statement<T>(on table: TableLayout, _ body: () throws -> T) throws -> T {
        try refuseInClosure()
        let outer = (claims, deferred, failures)
        claims = UniqueClaims()
        deferred = []
        failures = []
        defer {
            let done = claims
            (claims, deferred, failures) = outer
            claims.count(visitsOf: done)
        }
        let mark = mark()
        defer { batch.release(mark.batch) }
        do {
            let result = try body()
            try settleMoves(in: table)
            try settleClaims(of: table)
            try throwFailures()
            return result
        } catch {
            undo(to: mark)
            throw error
        }
    }

    /// Runs a part of a verb: an error undoes that part, so that the verb can go on with the next.
    func attempt<T>(_ body: () throws -> T) throws -> T {
        let waiting = claims.mark()
        let deferredCount = deferred.count
        let mark = mark()
        defer { batch.release(mark.batch) }
        do {
            return try body()
        } catch {
            undo(to: mark)
            claims.undo(to: waiting)
            deferred.removeLast(deferred.count - deferredCount)
            throw error
        }
    }

    private func settleClaims(of table: TableLayout) throws {
        while let claim = claims.next() {
            let found = found
            if try reader.get(claim.key, into: found) {
                // The holder's entry goes with it, and the claim comes up again.
                if try giveWay(to: claim, in: table, entry: found.value(at: 0)) { continue }
                // Absent is also whoever claims a key and is expired. All its claims go with it.
                if try removeExpired(claim.primaryKey, in: table) {
                    _ = claims.withdraw(key: claim.key.span, primaryKey: claim.primaryKey.span)
                    continue
                }
                claims.remove(claim)
                guard try reader.get(claim.key, into: found) else { continue }
                failures.append(violation(of: claim, in: table, entry: found.value(at: 0)))
            } else {
                // From here on the entry is the record's, and goes if that is found to be expired.
                claims.remove(claim)
                batch.put(claim.key, claim.value)
                changes.totals.add(
                    entries: 1, bytes: claim.key.count + claim.value.count, toIndex: claim.index, of: table)
            }
        }
    }

    /// Removes the holder of a claimed key if it is expired by now.
    private func giveWay(
        to claim: UniqueClaims.Claim, in table: TableLayout, entry: Span<UInt8>
    ) throws -> Bool {
        guard table.expiry != nil else { return false }
        return try removeExpired([UInt8](entry.extracting(0..<StoredKey.length(in: entry))), in: table)
    }

    /// Throws the first failure by position, with all of them when a bulk verb has gathered them.
    private func throwFailures() throws {
        guard !failures.isEmpty else { return }
        let all = failures.sorted { ($0.position ?? 0) < ($1.position ?? 0) }
        guard var error = all.first else { return }
        if error.position != nil { error.failures = all }
        throw error
    }

    private func violation(of claim: UniqueClaims.Claim, in table: TableLayout, entry: Span<UInt8>) -> RoostError {
        var error = RoostError(
            .uniqueViolation, "another record has the same key in a unique index")
        error.table = table.name
        error.index = table.indexes[claim.index].name
        error.field = table.indexes[claim.index].parts.map { $0.path.segments.joined(separator: ".") }
            .joined(separator: "+")
        error.position = claim.position
        error.holder = table.key(entry)
        return error
    }
}
