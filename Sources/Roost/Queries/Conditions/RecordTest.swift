/// A closure of a query over decoded records.
struct RecordTest: Sendable {
    /// Decodes a record, keeping it for who decodes it next, and tests it.
    let holds:
        @Sendable (
            _ json: Span<UInt8>, _ primaryKey: Span<UInt8>, _ table: TableLayout, _ context: TransactionContext
        ) throws -> Bool

    init<R: Record>(_ body: @escaping @Sendable (R) throws -> Bool) {
        holds = { json, primaryKey, table, context in
            do {
                return try body(try context.decodeKeeping(R.self, from: json, of: primaryKey, in: table))
            } catch {
                context.forget()
                throw error
            }
        }
    }

    private init(holds: @escaping @Sendable (Span<UInt8>, Span<UInt8>, TableLayout, TransactionContext) throws -> Bool)
    {
        self.holds = holds
    }

    /// Holds as long as the task is not cancelled, and then throws.
    static let isWanted = RecordTest { _, _, _, _ in
        try Task.checkCancellation()
        return true
    }
}
