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

    enum Step {
        case skip, take, end
    }

    /// What to do with the next record.
    mutating func step(_ primaryKey: Span<UInt8>, _ json: Span<UInt8>) throws -> Step {
        for end in ends where try end.holds(json, primaryKey, table, context) {
            context.forget()
            return .end
        }
        if toSkip > 0 {
            toSkip -= 1
            context.forget()
            return .skip
        }
        left -= 1
        return .take
    }
}
