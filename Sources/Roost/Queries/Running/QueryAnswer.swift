import Foundation
import RoostEngine

/// A planned query in a transaction, asked for its answer in one form or another.
struct QueryAnswer {
    let plan: Plan
    let context: TransactionContext

    init(_ plan: Plan, in context: TransactionContext) {
        self.plan = plan
        self.context = context
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
        if plan.offset == 0, plan.limit == nil, plan.repeatedElements == nil, plan.ends.isEmpty {
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
        if !plan.union.isEmpty, plan.filters.isEmpty, plan.ends.isEmpty {
            var finder = UnionKeys(plan, in: context)
            return min(max(0, try finder.find().count - plan.offset), plan.limit ?? .max)
        }
        if plan.isDecidedByIndex {
            // No record is read, so the order does not matter.
            try QueryRun(plan.unsorted, in: context).forEachChunk(keysOnly: true) { _, positions in
                count += positions.count
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

    @_specialize(where Key == String)
    @_specialize(where Key == Int)
    @_specialize(where Key == UUID)
    func primaryKeys<Key: KeyComponent>(_ type: Key.Type) throws -> [Key] {
        var keys: [Key] = []
        var decoder = KeyDecoder([])
        do {
            try forEachPrimaryKey { primaryKey in
                decoder.load(primaryKey)
                keys.append(try Key(from: &decoder))
            }
        } catch {
            throw placed(error, in: plan.table.records.parts[0].path.description, at: keys.count)
        }
        return keys
    }

    /// The encoded primary keys of the answer, in order.
    func encodedPrimaryKeys() throws -> [[UInt8]] {
        var keys: [[UInt8]] = []
        try forEachPrimaryKey { keys.append([UInt8]($0)) }
        return keys
    }

    @_specialize(where V == Date)
    @_specialize(where V == String)
    @_specialize(where V == Int)
    @_specialize(where V == Double)
    func keys<V: KeyComponent>(_ field: FieldReference, as type: V.Type) throws -> [V] {
        var keys: [V] = []
        var decoder = KeyDecoder([])
        do {
            if plan.countsEntries, let number = EntryFields([field], in: plan.index, of: plan.table)?.onlyPart {
                // Here, and not by way of `forEachRow(of:_:)`, so that nothing is called but what was specialised.
                let index = plan.index
                let part = index.parts[number]
                try QueryRun(plan, in: context).forEachChunk(keysOnly: true) { chunk, positions in
                    for entry in positions {
                        let key = chunk.key(at: entry)
                        let start = try index.start(ofPart: number, in: key)
                        // The decoder reads one component, whatever follows it.
                        let end =
                            if let width = part.kind.keyWidth { min(start + width, key.count) } else {
                                try KeyScanner.endOfComponent(in: key, from: start, descending: part.isDescending)
                            }
                        decoder.load(key.extracting(start..<end), descending: part.isDescending)
                        keys.append(try V(from: &decoder))
                    }
                }
                return keys
            }
            try forEachRow(of: [field]) { component in
                decoder.load(component)
                keys.append(try V(from: &decoder))
                return true
            }
        } catch {
            throw placed(error, in: field.name, at: keys.count)
        }
        return keys
    }

    func lastKey<V: KeyComponent>(_ field: FieldReference, as type: V.Type) throws -> V? {
        if plan.offset == 0, plan.limit == nil, plan.repeatedElements == nil, plan.ends.isEmpty {
            return try QueryAnswer(plan.reversed.limited(to: 1), in: context).keys(field, as: V.self).first
        }
        return try keys(field, as: V.self).last
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

    /// Adds table, field and position to the error of a value that the program does not know.
    func placed(_ error: any Error, in field: String, at position: Int? = nil) -> any Error {
        guard var unknown = error as? RoostError, unknown.code == .unknownValue else { return error }
        unknown.table = plan.table.name
        unknown.field = field
        unknown.position = position
        return unknown
    }

    private func forEachPrimaryKey(_ body: (Span<UInt8>) throws -> Void) throws {
        if !plan.union.isEmpty, plan.filters.isEmpty, plan.ends.isEmpty {
            var finder = UnionKeys(plan, in: context)
            for key in try finder.find().dropFirst(plan.offset).prefix(plan.limit ?? .max) { try body(key.primaryKey) }
        } else if plan.countsEntries {
            try QueryRun(plan, in: context).forEachEntry(keysOnly: plan.index.role != .unique) { key, value in
                try plan.index.withPrimaryKey(key: key, value: value, body)
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
