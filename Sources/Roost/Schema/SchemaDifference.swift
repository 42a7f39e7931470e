/// The first difference between a declared table and the stored one, in words.
enum SchemaDifference {
    static func describe(declared: TableSchema, stored: TableSchema) -> RoostError? {
        func mismatch(_ message: String, index: String? = nil) -> RoostError {
            var error = RoostError(.schemaMismatch, message)
            error.table = stored.name
            error.index = index
            return error
        }
        if declared.primaryKey != stored.primaryKey {
            return mismatch(
                "the primary key is declared as \(describe(declared.primaryKey)) and stored as "
                    + describe(stored.primaryKey))
        }
        if declared.autoIncrement != stored.autoIncrement {
            return mismatch(
                declared.autoIncrement
                    ? "the table is declared with autoIncrement and stored without"
                    : "the table is stored with autoIncrement and declared without")
        }
        if declared.expiry != stored.expiry {
            return mismatch(
                "the table is declared as \(describe(declared.expiry)) and stored as \(describe(stored.expiry))")
        }
        let storedByIdentity = Dictionary(uniqueKeysWithValues: stored.indexes.map { ($0.identity, $0) })
        let declaredIdentities = Set(declared.indexes.map(\.identity))
        for index in declared.indexes {
            guard let twin = storedByIdentity[index.identity] else {
                return mismatch(
                    "the index \(describe(index)) is declared but not stored; indexes can only be declared when "
                        + "the table is created", index: index.name)
            }
            if twin.covering != index.covering {
                return mismatch(
                    "the index is declared as covering (\(describe(index.covering))) and stored as covering "
                        + "(\(describe(twin.covering)))", index: index.name)
            }
        }
        for index in stored.indexes where !declaredIdentities.contains(index.identity) {
            return mismatch("the index \(describe(index)) is stored but not declared", index: index.name)
        }
        return nil
    }

    private static func describe(_ expiry: ExpirySchema?) -> String {
        guard let expiry else { return "never expiring" }
        return expiry.path.map { "expiring at \($0.joined(separator: "."))" } ?? "expiring after a time"
    }

    private static func describe(_ index: IndexSchema) -> String {
        let parts = index.parts.enumerated().map { position, part in
            (position == index.eachPart ? "elements of " : "") + part.description
        }
        return "\(index.kind.rawValue) (\(parts.joined(separator: ", ")))"
    }

    private static func describe(_ parts: [PartSchema]) -> String {
        parts.map(\.description).joined(separator: ", ")
    }
}
