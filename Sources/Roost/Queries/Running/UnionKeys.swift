import RoostEngine

/// The primary keys of a query with `or`, in order and each once, from the ordered answers of its alternatives.
struct UnionKeys {
    /// A record of the answer: the components of the order, and its primary key.
    struct Row: Sendable {
        let key: [UInt8]
        let primaryKeyStart: Int

        var primaryKey: Span<UInt8> {
            @_lifetime(borrow self)
            get { key.span.extracting(primaryKeyStart..<key.count) }
        }
    }

    private let plan: Plan
    private let start: [UInt8]?
    private let context: TransactionContext
    private var rows: [Row] = []
    private var byteCount = 0

    /// - Parameter start: the key of the row behind which the answer begins; nil for its beginning.
    init(_ plan: Plan, behind start: [UInt8]? = nil, in context: TransactionContext) {
        self.plan = plan
        self.start = start
        self.context = context
    }

    /// Finds them. With a limit and nothing left to test, each alternative is asked for no more than that; without one it
    /// need not sort what is sorted here, so that its entries are enough.
    mutating func find() throws -> [Row] {
        let isFinal = plan.filters.isEmpty && plan.ends.isEmpty && start == nil
        let most = isFinal ? plan.limit.map { $0.addingSaturating(plan.offset) } : nil
        for part in plan.union { try add(most.map(part.limited) ?? part.unsorted) }
        let isReversed = plan.isReversed
        rows.sort { a, b in
            let order = ByteOrder.compare(a.key.span, b.key.span)
            return isReversed ? order > 0 : order < 0
        }
        return rows.indices.filter { $0 == 0 || rows[$0 - 1].key != rows[$0].key }.map { rows[$0] }
    }

    private mutating func add(_ part: Plan) throws {
        if part.countsEntries, var fields = EntryFields(orderBeforeKey.map(\.field), in: part.index, of: part.table) {
            let index = part.index
            let order = orderBeforeKey
            try QueryRun(part, in: context).forEachEntry(keysOnly: !index.needsValues && !fields.needsValues) {
                key, value in
                var encoder = KeyEncoder()
                if !order.isEmpty { try fields.locate(key: key, value: value) }
                for (slot, term) in order.enumerated() {
                    let start = encoder.bytes.count
                    try fields.append(slot, key: key, value: value, to: &encoder)
                    if term.isDescending { encoder.complement(from: start) }
                }
                let start = encoder.bytes.count
                try index.withPrimaryKey(key: key, value: value) { encoder.appendRaw($0) }
                try append(encoder.bytes, start)
            }
            return
        }
        let order = orderBeforeKey
        let paths = JSONPathSet(order.map(\.field.path))
        var values: [JSONValue?] = []
        var run = QueryRun(part, in: context)
        try run.forEachRecord { primaryKey, json in
            var encoder = KeyEncoder()
            if !order.isEmpty { try paths.locate(in: json, into: &values) }
            for (slot, term) in order.enumerated() {
                let start = encoder.bytes.count
                try term.field.append(values[slot], in: json, to: &encoder)
                if term.isDescending { encoder.complement(from: start) }
            }
            let start = encoder.bytes.count
            encoder.appendRaw(primaryKey)
            try append(encoder.bytes, start)
            return true
        }
    }

    /// The order without an ascending primary key, which comes behind it anyway.
    private var orderBeforeKey: [OrderTerm] {
        let primaryKey = plan.table.records.parts
        return Array(
            plan.order.prefix { term in term.isDescending || !primaryKey.contains { $0.serves(term.field) } })
    }

    private mutating func append(_ key: [UInt8], _ primaryKeyStart: Int) throws {
        if let start {
            let order = ByteOrder.compare(key.span, start.span)
            guard plan.isReversed ? order < 0 : order > 0 else { return }
        }
        rows.append(Row(key: key, primaryKeyStart: primaryKeyStart))
        byteCount += key.count
        let limit = context.queries.sortMemoryBytes
        guard byteCount <= limit else {
            // A stream takes what it sorts together with nothing.
            let work = plan.union.count == 1 ? "sorting primary keys" : "taking alternatives together"
            let advice = plan.limit == nil && start == nil && !plan.needsAll ? "; set a limit" : ""
            var error = RoostError(.sortTooLarge, "\(work) takes more than \(limit) bytes of memory\(advice)")
            error.table = plan.table.name
            throw error
        }
    }
}
