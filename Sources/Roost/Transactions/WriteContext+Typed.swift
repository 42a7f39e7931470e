import RoostEngine

/// Records as Swift values on their way into the store. REQUIRES: a running statement.
extension WriteContext {
    /// Writes one record and returns its primary key.
    func put<R: Record>(
        _ record: R, _ mode: PutMode, _ timeToLive: Double? = nil, in table: Table<R, R.Key>, _ layout: TableLayout,
        position: Int?
    ) throws -> R.Key {
        try annotate(layout) {
            var json = try encode(record, in: layout)
            let probes = probes(of: table, layout)
            probes.begin()
            try locate(probes.paths, in: json.span)
            var primaryKey = try primaryKey(of: json.span, in: layout)
            var isAssigned = false
            if let limit = table.definition.autoIncrement {
                isAssigned = primaryKey == [KeyTag.null]
                if isAssigned {
                    json = try assignKey(to: json, upTo: limit, in: layout)
                    try locate(probes.paths, in: json.span)
                    primaryKey = try self.primaryKey(of: json.span, in: layout)
                } else {
                    try noteKey(primaryKey, in: layout)
                }
            }
            try probes.check(
                record, json: json.span, values: scratch.newValues, isAssigned: isAssigned, table: layout, coder: coder)
            try store(
                json.span, primaryKey: primaryKey, mode: mode, lifetime: .restarted(timeToLive), in: layout,
                position: position)
            var decoder = KeyDecoder(primaryKey)
            return try R.Key(from: &decoder)
        }
    }

    /// Changes a stored record with a closure; false when there is none.
    func change<R: Record>(
        _ primaryKey: [UInt8], in table: Table<R, R.Key>, _ layout: TableLayout, position: Int?,
        _ body: (inout R) throws -> Void
    ) throws -> Bool {
        guard let old = try json(of: primaryKey.span, in: layout, into: &scratch.oldJSON), !isExpired(old) else {
            return false
        }
        let oldJSON = scratch.oldJSON
        var record = try decode(R.self, from: oldJSON.span, of: primaryKey.span, in: layout)
        let before = textBefore(record, oldJSON.span)
        try withClosure { try body(&record) }
        try annotate(layout, position) {
            let json = try encode(record, in: layout)
            if Self.isUnchanged(json, oldJSON, before) { return }
            let probes = probes(of: table, layout)
            probes.begin()
            try locate(probes.paths, in: json.span)
            try probes.check(record, json: json.span, values: scratch.newValues, table: layout, coder: coder)
            try rewrite(primaryKey, old, with: json.span, in: layout, position: position)
        }
        return true
    }

    /// What the encoder makes of a stored record before a closure sees it; nil where that can be told from the stored
    /// JSON: where no array is, in which a set or a dictionary stands in another order each time it was decoded.
    ///
    /// The record must not be encoded later for this: the closure may change it through a class instance.
    private func textBefore(_ record: some Record, _ json: Span<UInt8>) -> [UInt8]? {
        var arrays: UInt8 = 0
        for index in json.indices { arrays |= json[index] == .openBracket ? 1 : 0 }
        return arrays == 0 ? nil : try? coder.encode(record)
    }

    /// Whether a closure has left a record as it is stored. A typed change or an assigned key may have put a member
    /// elsewhere than the encoder does.
    private static func isUnchanged(_ json: [UInt8], _ stored: [UInt8], _ before: [UInt8]?) -> Bool {
        if json == stored { return true }
        guard json.count == stored.count else { return false }
        return json == before || JSONMemberOrder.isAllThatDiffers(json.span, stored.span)
    }

    /// Changes a stored record's JSON; false when there is none.
    ///
    /// - Parameter mayMove: whether the changes may give the record another primary key.
    func change<R: Record>(
        _ primaryKey: [UInt8], _ changes: [Change<R>], in table: Table<R, R.Key>, _ layout: TableLayout,
        position: Int?, mayMove: Bool = true
    ) throws -> Bool {
        guard let old = try json(of: primaryKey.span, in: layout, into: &scratch.oldJSON), !isExpired(old) else {
            return false
        }
        let oldJSON = scratch.oldJSON
        try annotate(layout, position) {
            var json = oldJSON
            for change in changes {
                let field = change.field(table.fields)
                json = try change.apply(to: json, field, coder)
                if field.isUnconfirmed { try confirm(field, ofChanged: json, as: R.self, in: layout) }
            }
            guard json != oldJSON else { return }
            try locate(json.span, in: layout)
            if !mayMove { try refuseMove(of: primaryKey, to: json.span, in: layout) }
            try rewrite(primaryKey, old, with: json.span, in: layout, position: position)
        }
        return true
    }

    /// Writes a record's new JSON over the old one, which is in `scratch.oldJSON`; when it has another primary key, the
    /// record moves at the end of the verb. REQUIRES: the new JSON is located, and a verb whose records may move changes
    /// each once.
    private func rewrite(
        _ primaryKey: [UInt8], _ old: StoredRecord, with json: Span<UInt8>, in layout: TableLayout, position: Int?
    ) throws {
        let newKey = try self.primaryKey(of: json, in: layout)
        let moves = newKey != primaryKey
        if moves {
            try Self.check(newKey)
            if layout.schema.autoIncrement { try noteKey(newKey, in: layout) }
        }
        if moves || !deferred.isEmpty {
            deferred.append(
                DeferredWrite(
                    formerKey: primaryKey, primaryKey: newKey, json: [UInt8](json), expiry: old.envelope.expiry,
                    position: position))
        } else {
            try replace(
                old, with: json, primaryKey: primaryKey, lifetime: .kept(old.envelope.expiry), in: layout,
                position: position)
        }
    }

    /// REQUIRES: the new JSON is located.
    private func refuseMove(of primaryKey: [UInt8], to json: Span<UInt8>, in layout: TableLayout) throws {
        guard try self.primaryKey(of: json, in: layout) != primaryKey else { return }
        var error = RoostError(.invalidArgument, "a bulk update cannot change a primary key", remedy: "use update")
        error.field = layout.records.parts.map { $0.path.segments.joined(separator: ".") }.joined(separator: "+")
        throw error
    }

    func encode(_ record: some Record, in layout: TableLayout) throws -> [UInt8] {
        do {
            return try coder.encode(record)
        } catch let error as RoostError {
            throw error
        } catch {
            var failure = RoostError(
                .encodingFailed, "a record of type \(type(of: record)) refused to be encoded", codable: error)
            failure.table = layout.name
            throw failure
        }
    }

    /// Adds the table to an error that does not name one, and the position of the record in the verb.
    func annotate<T>(_ layout: TableLayout, _ position: Int? = nil, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch var error as RoostError {
            error.table = error.table ?? layout.name
            error.position = error.position ?? position
            throw error
        }
    }

    private func assignKey(to json: [UInt8], upTo limit: Int64, in layout: TableLayout) throws -> [UInt8] {
        let key = try nextKey(in: layout, upTo: limit)
        let text = [UInt8](String(key).utf8)
        return try JSONEditor.replacing(layout.records.parts[0].path, with: text.span, in: json.span)
    }

    /// Compares a field that a typed change has changed with the record that the changed JSON makes.
    private func confirm<R: Record>(
        _ field: FieldReference, ofChanged json: [UInt8], as type: R.Type, in layout: TableLayout
    ) throws {
        guard let probe = field.probe, layout.declared?.isConfirmed(probe) == false else { return }
        if try RecordCheck<R>(coder: coder).check(probe, inChanged: json) { layout.declared?.noteSampled([probe]) }
    }

    private func noteKey(_ primaryKey: [UInt8], in layout: TableLayout) throws {
        var decoder = KeyDecoder(primaryKey)
        // A key beyond Int64 is beyond what is ever assigned.
        if let key = try? Int64(from: &decoder) { try noteKey(key, in: layout) }
    }

    private func probes<R: Record>(of table: Table<R, R.Key>, _ layout: TableLayout) -> PathProbes<R> {
        if let latest = writer.latestProbes, latest.definition === table.definition {
            // Only the probes of a definition's record type are kept beside it; a checked cast costs as much as a look-up.
            return unsafeDowncast(latest.probes, to: PathProbes<R>.self)
        }
        let probes = writer.probes[layout.name] as? PathProbes<R> ?? PathProbes(table.definition, layout: layout)
        writer.probes[layout.name] = probes
        writer.latestProbes = (table.definition, probes)
        return probes
    }
}
