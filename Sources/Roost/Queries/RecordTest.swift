/// A closure of a query over decoded records.
struct RecordTest: Sendable {
    /// Decodes a record, keeping it for who decodes it next, and tests it.
    let holds:
        @Sendable (
            _ json: Span<UInt8>, _ primaryKey: Span<UInt8>, _ table: TableLayout, _ context: TransactionContext
        ) throws -> Bool

    init<R: Record>(_ body: @escaping @Sendable (R) throws -> Bool) {
        holds = { json, primaryKey, table, context in
            try body(try context.decodeKeeping(R.self, from: json, of: primaryKey, in: table))
        }
    }
}
