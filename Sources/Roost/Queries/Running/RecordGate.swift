import RoostEngine

/// The last steps of a query on records that satisfy its conditions, in order: the closures that end it, offset, limit.
struct RecordGate {
    private let ends: [RecordTest]
    private let table: TableLayout
    private let context: TransactionContext
    private var toSkip: Int
    private var left: Int

    /// - Parameter offset: records still to skip.
    init(_ plan: Plan, offset: Int, in context: TransactionContext) {
        ends = plan.ends
        table = plan.table
        self.context = context
        toSkip = offset
        left = plan.limit ?? .max
    }

    /// Whether nothing more is wanted.
    var isClosed: Bool { left <= 0 }

    /// Records still to skip.
    var remainingOffset: Int { toSkip }

    /// Hands a record with its position on if it is due; false when the answer ends.
    mutating func pass(
        _ primaryKey: Span<UInt8>, _ json: Span<UInt8>, _ position: Span<UInt8>,
        _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws -> Bool {
        // Whoever decodes the record next is the body.
        defer { context.forget() }
        if !ends.isEmpty {
            for end in ends where try end.holds(json, primaryKey, table, context) { return false }
        }
        if toSkip > 0 {
            toSkip -= 1
            return true
        }
        left -= 1
        return try body(primaryKey, json, position) && left > 0
    }
}
