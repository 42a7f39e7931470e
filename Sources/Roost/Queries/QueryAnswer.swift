import RoostEngine

/// A planned query in a transaction, asked for its answer in one form or another.
struct QueryAnswer {
    let plan: Plan
    let context: TransactionContext

    init(_ plan: Plan, in context: TransactionContext) {
        self.plan = plan
        self.context = context
    }

    func limited(to count: Int) -> QueryAnswer {
        QueryAnswer(plan.limited(to: min(count, plan.limit ?? count)), in: context)
    }

    func toArray<R: Record>(_ type: R.Type) throws -> [R] {
        var records: [R] = []
        var run = QueryRun(plan, in: context)
        try run.forEachRecord { primaryKey, json in
            records.append(try context.decode(R.self, from: json, of: primaryKey, in: plan.table))
            return true
        }
        return records
    }

    func last<R: Record>(_ type: R.Type) throws -> R? {
        // From the other end, a record with several entries would be met at another of them.
        if plan.offset == 0, plan.limit == nil, plan.repeatedRanges == nil {
            return try QueryAnswer(plan.reversed.limited(to: 1), in: context).toArray(R.self).first
        }
        var last: (primaryKey: [UInt8], json: [UInt8])?
        var run = QueryRun(plan, in: context)
        try run.forEachRecord { primaryKey, json in
            last = ([UInt8](primaryKey), [UInt8](json))
            return true
        }
        guard let last else { return nil }
        return try context.decode(R.self, from: last.json.span, of: last.primaryKey.span, in: plan.table)
    }

    func count() throws -> Int {
        if plan.isWholeTable {
            let total = try context.recordCount(of: plan.table)
            return min(max(0, total - plan.offset), plan.limit ?? .max)
        }
        var count = 0
        if plan.isDecidedByIndex {
            // No record is read, so the order does not matter.
            try QueryRun(plan.unsorted, in: context).forEachEntry(keysOnly: true) { _, _ in
                count += 1
                return true
            }
        } else {
            var run = QueryRun(plan.unsorted, in: context)
            try run.forEachRecord { _, _ in
                count += 1
                return true
            }
        }
        return count
    }

    func primaryKeys<Key: KeyComponent>(_ type: Key.Type) throws -> [Key] {
        var keys: [Key] = []
        try forEachPrimaryKey { primaryKey in
            var decoder = KeyDecoder([UInt8](primaryKey))
            keys.append(try Key(from: &decoder))
        }
        return keys
    }

    /// The encoded primary keys of the answer, in order.
    func encodedPrimaryKeys() throws -> [[UInt8]] {
        var keys: [[UInt8]] = []
        try forEachPrimaryKey { keys.append([UInt8]($0)) }
        return keys
    }

    func keys<V: KeyComponent>(_ field: FieldReference, as type: V.Type) throws -> [V] {
        var keys: [V] = []
        func append(_ component: [UInt8], descending: Bool) throws {
            var decoder = KeyDecoder(component, at: 0, descending: descending)
            keys.append(try V(from: &decoder))
        }
        let position = plan.index.role == .each ? nil : plan.index.parts.firstIndex { $0.serves(field, isEach: false) }
        if plan.countsEntries, let position {
            let parts = plan.index.parts
            try QueryRun(plan, in: context).forEachEntry(keysOnly: true) { key, _ in
                var start = plan.index.prefix.count
                for part in parts[..<position] {
                    start = try KeyScanner.endOfComponent(in: key, from: start, descending: part.isDescending)
                }
                let end = try KeyScanner.endOfComponent(
                    in: key, from: start, descending: parts[position].isDescending)
                try append([UInt8](key.extracting(start..<end)), descending: parts[position].isDescending)
                return true
            }
        } else {
            let paths = JSONPathSet([field.path])
            var values: [JSONValue?] = []
            var run = QueryRun(plan, in: context)
            try run.forEachRecord { _, json in
                var encoder = KeyEncoder()
                try paths.locate(in: json, into: &values)
                try field.append(values[0], in: json, to: &encoder)
                try append(encoder.bytes, descending: false)
                return true
            }
        }
        return keys
    }

    func elements<V: KeyComponent>(_ field: FieldReference, as type: V.Type) throws -> [V] {
        var elements: [V] = []
        func append(_ component: [UInt8]) throws {
            var decoder = KeyDecoder(component)
            elements.append(try V(from: &decoder))
        }
        let entries = plan.entries(of: field)
        if let entries {
            try QueryRun(entries, in: context).forEachEntry(keysOnly: true) { key, _ in
                let start = entries.index.prefix.count
                let end = try KeyScanner.endOfComponent(in: key, from: start, descending: false)
                try append([UInt8](key.extracting(start..<end)))
                return true
            }
            return elements
        }
        let conditions = (plan.residual + plan.served).filter { $0.eachField == field }
        var run = QueryRun(plan, in: context)
        try run.forEachRecord { _, json in
            let components = Set(try EachComponents.of(path: field.path, kind: field.kind, in: json))
            let matching = components.filter { component in
                conditions.isEmpty
                    || conditions.contains { ComponentRanges.contain($0.ranges, component.span) }
            }
            for component in matching.sorted(by: { ByteOrder.compare($0.span, $1.span) < 0 }) {
                try append(component)
            }
            return true
        }
        return elements
    }

    func each<R: Record>(_ type: R.Type, _ body: (R) throws -> Void) throws {
        if context is WriteContext {
            // The closure may write; what it is shown was fixed before.
            var stored: [(primaryKey: [UInt8], json: [UInt8])] = []
            var run = QueryRun(plan, in: context)
            try run.forEachRecord { primaryKey, json in
                stored.append(([UInt8](primaryKey), [UInt8](json)))
                return true
            }
            for (primaryKey, json) in stored {
                try body(try context.decode(R.self, from: json.span, of: primaryKey.span, in: plan.table))
            }
        } else {
            var run = QueryRun(plan, in: context)
            try run.forEachRecord { primaryKey, json in
                try body(try context.decode(R.self, from: json, of: primaryKey, in: plan.table))
                return true
            }
        }
    }

    func analyze<R: Record>(_ type: R.Type) throws -> QueryPlan {
        let before = context.counts
        _ = try toArray(R.self)
        return QueryPlan(plan, counts: context.counts - before)
    }

    private func forEachPrimaryKey(_ body: (Span<UInt8>) throws -> Void) throws {
        if plan.countsEntries {
            try QueryRun(plan, in: context).forEachEntry(keysOnly: plan.index.role != .unique) { key, value in
                try plan.index.withPrimaryKey(key: key, value: value, body)
                return true
            }
        } else {
            var run = QueryRun(plan, in: context)
            try run.forEachRecord { primaryKey, _ in
                try body(primaryKey)
                return true
            }
        }
    }
}
