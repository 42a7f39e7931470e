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

    /// Hands a record on if it is due; false when the answer ends with it.
    mutating func pass(
        _ primaryKey: Span<UInt8>, _ json: Span<UInt8>, _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws -> Bool {
        for end in ends where try end.holds(json, primaryKey, table, context) {
            context.forget()
            return false
        }
        if toSkip > 0 {
            toSkip -= 1
            context.forget()
            return true
        }
        left -= 1
        let goesOn = try body(primaryKey, json)
        context.forget()
        return goesOn && left > 0
    }
}
