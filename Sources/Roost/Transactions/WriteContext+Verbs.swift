import RoostEngine

/// The verbs of a table, each one statement.
extension WriteContext {
    func write<R: Record>(
        _ record: R, _ mode: PutMode, _ timeToLive: Double? = nil, in table: Table<R, R.Key>
    ) throws -> R.Key {
        let layout = try layout(of: table)
        try check(timeToLive, in: layout)
        return try statement(on: layout) { try put(record, mode, timeToLive, in: table, layout, position: nil) }
    }

    private func check(_ timeToLive: Double?, in layout: TableLayout) throws {
        guard timeToLive != nil, layout.expiry == nil || layout.expiry?.slot != nil else { return }
        var error = RoostError(.invalidArgument, "the table is not declared with a default time to live")
        error.table = layout.name
        throw error
    }

    func bulkWrite<R: Record>(
        _ records: some Sequence<R>, _ mode: PutMode, _ onConflict: ConflictPolicy, _ timeToLive: Double?,
        in table: Table<R, R.Key>
    ) throws -> [R.Key] {
        let layout = try layout(of: table)
        try check(timeToLive, in: layout)
        var keys: [R.Key] = []
        try statement(on: layout) {
            try forEachPosition(of: records) { record, position in
                switch onConflict {
                case .abort:
                    keys.append(try put(record, mode, timeToLive, in: table, layout, position: position))
                case .skip:
                    do {
                        keys.append(
                            try statement(on: layout) {
                                try put(record, mode, timeToLive, in: table, layout, position: position)
                            })
                    } catch RoostError.Code.primaryKeyExists, RoostError.Code.uniqueViolation {}
                }
            }
        }
        return keys
    }

    func upsert<R: Record>(_ record: R, in table: Table<R, R.Key>, _ body: (inout R) throws -> Void) throws -> Bool {
        try upsert(record, in: table) { primaryKey, layout in
            try change(primaryKey, in: table, layout, position: nil, body)
        }
    }

    func upsert<R: Record>(_ record: R, _ changes: [Change<R>], in table: Table<R, R.Key>) throws -> Bool {
        try upsert(record, in: table) { primaryKey, layout in
            try change(primaryKey, changes, in: table, layout, position: nil)
        }
    }

    /// Writes the record unless `change` finds one with its primary key; true when it was written.
    private func upsert<R: Record>(
        _ record: R, in table: Table<R, R.Key>, change: ([UInt8], TableLayout) throws -> Bool
    ) throws -> Bool {
        let layout = try layout(of: table)
        return try statement(on: layout) {
            let json = try encode(record, in: layout)
            try locate(json.span, in: layout)
            let primaryKey = try primaryKey(of: json.span, in: layout)
            if primaryKey != [KeyTag.null] {
                try annotate(layout) { try Self.check(primaryKey) }
                if try change(primaryKey, layout) { return false }
            }
            _ = try put(record, .add, in: table, layout, position: nil)
            return true
        }
    }

    func update<R: Record>(_ key: R.Key, _ changes: [Change<R>], in table: Table<R, R.Key>) throws -> Bool {
        let layout = try layout(of: table)
        return try statement(on: layout) {
            try change(try layout.encode(key), changes, in: table, layout, position: nil)
        }
    }

    func update<R: Record>(
        _ key: R.Key, in table: Table<R, R.Key>, _ body: (inout R) throws -> Void
    ) throws -> Bool {
        let layout = try layout(of: table)
        return try statement(on: layout) {
            try change(try layout.encode(key), in: table, layout, position: nil, body)
        }
    }

    func bulkUpdate<R: Record>(
        _ updates: some Sequence<(key: R.Key, changes: [Change<R>])>, in table: Table<R, R.Key>
    ) throws -> Int {
        let layout = try layout(of: table)
        var found = 0
        try statement(on: layout) {
            try forEachPosition(of: updates) { update, position in
                let primaryKey = try layout.encode(update.key)
                let exists = try change(
                    primaryKey, update.changes, in: table, layout, position: position, mayMove: false)
                if exists { found += 1 }
            }
        }
        return found
    }

    func delete<R: Record>(_ key: R.Key, in table: Table<R, R.Key>) throws -> Bool {
        let layout = try layout(of: table)
        return try statement(on: layout) { try remove(try layout.encode(key), in: layout) }
    }

    func bulkDelete<R: Record>(_ keys: some Sequence<R.Key>, in table: Table<R, R.Key>) throws -> Int {
        let layout = try layout(of: table)
        var deleted = 0
        try statement(on: layout) {
            try forEachPosition(of: keys) { key, _ in
                if try remove(try layout.encode(key), in: layout) { deleted += 1 }
            }
        }
        return deleted
    }

    func clear<R: Record>(_ table: Table<R, R.Key>) throws {
        let layout = try layout(of: table)
        try statement(on: layout) { try clear(layout) }
    }

    func modify<R: Record>(
        _ table: Table<R, R.Key>, _ specification: QuerySpecification, _ body: (inout R) throws -> Void
    ) throws -> Int {
        try forEachMatch(table, specification) { primaryKey, layout, position in
            try change(primaryKey, in: table, layout, position: position, body)
        }
    }

    func modify<R: Record>(
        _ table: Table<R, R.Key>, _ specification: QuerySpecification, _ changes: [Change<R>]
    ) throws -> Int {
        try forEachMatch(table, specification) { primaryKey, layout, position in
            try change(primaryKey, changes, in: table, layout, position: position)
        }
    }

    func delete<R: Record>(_ table: Table<R, R.Key>, _ specification: QuerySpecification) throws -> Int {
        try forEachMatch(table, specification) { primaryKey, layout, _ in try remove(primaryKey, in: layout) }
    }

    /// Chooses the records of a query first and then treats them, each with its position in the answer, as one statement.
    private func forEachMatch<R: Record>(
        _ table: Table<R, R.Key>, _ specification: QuerySpecification,
        _ body: ([UInt8], TableLayout, Int) throws -> Bool
    ) throws -> Int {
        let layout = try layout(of: table)
        return try statement(on: layout) {
            try run(specification, on: layout) { plan in
                var count = 0
                for (position, primaryKey) in try QueryAnswer(plan, in: self).encodedPrimaryKeys().enumerated() {
                    try confirmUndecided(R.self, of: primaryKey, in: layout)
                    if try body(primaryKey, layout, position) { count += 1 }
                }
                return count
            }
        }
    }

    /// Goes on after an error with a position, and throws the first with all the others when all are tried.
    private func forEachPosition<Element>(
        of elements: some Sequence<Element>, _ body: (Element, Int) throws -> Void
    ) throws {
        var position = 0
        for element in elements {
            defer { position += 1 }
            do {
                try attempt { try body(element, position) }
            } catch var error as RoostError {
                error.position = position
                failures.append(error)
            }
        }
    }
}
