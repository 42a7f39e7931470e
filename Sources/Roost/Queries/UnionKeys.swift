import RoostEngine

/// The primary keys of a query with `or`, in order and each once, from the ordered answers of its alternatives.
struct UnionKeys {
    private let plan: Plan
    private let context: TransactionContext
    private var rows: [(key: [UInt8], primaryKeyStart: Int)] = []
    private var byteCount = 0

    init(_ plan: Plan, in context: TransactionContext) {
        self.plan = plan
        self.context = context
    }

    /// Finds them. With a limit and nothing left to test, each alternative is asked for no more than that.
    mutating func find() throws -> [[UInt8]] {
        let isFinal = plan.filters.isEmpty && plan.ends.isEmpty
        let most = isFinal ? plan.limit.map { $0.addingSaturating(plan.offset) } : nil
        for part in plan.union { try add(most.map(part.limited) ?? part) }
        let isReversed = plan.isReversed
        rows.sort { a, b in
            let order = ByteOrder.compare(a.key.span, b.key.span)
            return isReversed ? order > 0 : order < 0
        }
        var keys: [[UInt8]] = []
        for (position, row) in rows.enumerated() where position == 0 || rows[position - 1].key != row.key {
            keys.append(Array(row.key[row.primaryKeyStart...]))
        }
        return keys
    }

    private mutating func add(_ part: Plan) throws {
        if part.countsEntries, var fields = EntryFields(orderBeforeKey, in: part.index, of: part.table) {
            let index = part.index
            let count = orderBeforeKey.count
            try QueryRun(part, in: context).forEachEntry(keysOnly: !index.needsValues && !fields.needsValues) {
                key, value in
                var encoder = KeyEncoder()
                if count > 0 { try fields.locate(key: key, value: value) }
                for slot in 0..<count { try fields.append(slot, key: key, value: value, to: &encoder) }
                let start = encoder.bytes.count
                try index.withPrimaryKey(key: key, value: value) { encoder.appendRaw($0) }
                try append(encoder.bytes, start)
            }
            return
        }
        let order = orderBeforeKey
        let paths = JSONPathSet(order.map(\.path))
        var values: [JSONValue?] = []
        var run = QueryRun(part, in: context)
        try run.forEachRecord { primaryKey, json in
            var encoder = KeyEncoder()
            if !order.isEmpty { try paths.locate(in: json, into: &values) }
            for (slot, field) in order.enumerated() { try field.append(values[slot], in: json, to: &encoder) }
            let start = encoder.bytes.count
            encoder.appendRaw(primaryKey)
            try append(encoder.bytes, start)
            return true
        }
    }

    /// The order without the primary key, which comes behind it anyway.
    private var orderBeforeKey: [FieldReference] {
        let primaryKey = plan.table.records.parts
        return Array(plan.order.prefix { field in !primaryKey.contains { $0.serves(field, isEach: false) } })
    }

    private mutating func append(_ key: [UInt8], _ primaryKeyStart: Int) throws {
        rows.append((key, primaryKeyStart))
        byteCount += key.count
        let limit = context.queries.sortMemoryBytes
        guard byteCount <= limit else {
            throw RoostError(
                .sortTooLarge, "taking alternatives together takes more than \(limit) bytes of memory; set a limit")
        }
    }
}
