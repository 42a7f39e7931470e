/// The first difference between a declared table and the stored one, and what can be done about it.
enum SchemaDifference {
    static func describe(declared: TableSchema, stored: TableSchema) -> RoostError? {
        guard let difference = first(declared, stored) else { return nil }
        var error = RoostError(.schemaMismatch, difference.message, remedy: remedy(for: stored.name))
        error.table = stored.name
        error.index = difference.index
        error.field = difference.field
        return error
    }

    /// There are no migrations, but a table under another name can have the new declaration, and the records be copied.
    private static func remedy(for table: String) -> String {
        "a table keeps the declaration it was created with, so (1) leave that one as it was, let old = Table(\"\(table)\", …), "
            + "(2) declare the changed one under a new name, let new = Table(\"\(table)2\", …), "
            + "(3) Database.open(at: path, tables: [old, new]), "
            + "(4) db.records(in: new).bulkPut(db.records(in: old).toArray(), chunkSize: 1_000), "
            + "(5) db.records(in: old).clear(), and open with new alone from then on"
    }

    private struct Difference {
        var message: String
        var index: String?
        var field: String?
    }

    private static func first(_ declared: TableSchema, _ stored: TableSchema) -> Difference? {
        if let field = firstDifference(declared.primaryKey, stored.primaryKey) {
            return Difference(
                message: "the primary key is declared as \(describe(declared.primaryKey)) and stored as "
                    + describe(stored.primaryKey, besides: declared.primaryKey),
                field: field)
        }
        if declared.autoIncrement != stored.autoIncrement {
            return Difference(
                message: declared.autoIncrement
                    ? "the table is declared with autoIncrement and stored without"
                    : "the table is stored with autoIncrement and declared without",
                field: declared.primaryKey.first?.name)
        }
        if declared.expiry != stored.expiry {
            return Difference(
                message:
                    "the table is declared as \(describe(declared.expiry)) and stored as \(describe(stored.expiry))",
                field: (declared.expiry?.path ?? stored.expiry?.path)?.joined(separator: "."))
        }
        return firstIndex(declared, stored)
    }

    private static func firstIndex(_ declared: TableSchema, _ stored: TableSchema) -> Difference? {
        let storedByIdentity = Dictionary(
            stored.indexes.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        let declaredIdentities = Set(declared.indexes.map(\.identity))
        let missing = stored.indexes.filter { !declaredIdentities.contains($0.identity) }
        for index in declared.indexes {
            guard let twin = storedByIdentity[index.identity] else {
                // The same fields or the same name: one index that was changed, not one more.
                let former =
                    missing.first { $0.parts.map(\.path) == index.parts.map(\.path) }
                    ?? missing.first { $0.name == index.name }
                guard let former else {
                    return Difference(
                        message: "the index \(describe(index)) is declared but not stored", index: index.name,
                        field: index.parts.first?.name)
                }
                return Difference(
                    message: "the index is declared as \(describe(index)) and stored as "
                        + "\(former.kind.rawValue) (\(describe(former.parts, besides: index.parts)))",
                    index: index.name, field: firstDifference(index.parts, former.parts) ?? index.parts.first?.name)
            }
            if let field = firstDifference(index.covering, twin.covering) {
                return Difference(
                    message: "the index is declared as covering (\(describe(index.covering))) and stored as covering "
                        + "(\(describe(twin.covering, besides: index.covering)))",
                    index: index.name, field: field)
            }
        }
        return missing.first.map { index in
            Difference(
                message: "the index \(describe(index)) is stored but not declared", index: index.name,
                field: index.parts.first?.name)
        }
    }

    /// The field of the first part that is not the same in both.
    private static func firstDifference(_ declared: [PartSchema], _ stored: [PartSchema]) -> String? {
        if let (part, _) = zip(declared, stored).first(where: { $0 != $1 }) { return part.name }
        if declared.count == stored.count { return nil }
        return (declared.count > stored.count ? declared[stored.count] : stored[declared.count]).name
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

    /// The parts in words. Defaults are values, so of two that differ it says only that they do.
    private static func describe(_ parts: [PartSchema], besides others: [PartSchema] = []) -> String {
        parts.enumerated().map { position, part in
            guard position < others.count, part != others[position],
                part.description == others[position].description
            else { return part.description }
            return part.description.replacing("with default", with: "with another default")
        }
        .joined(separator: ", ")
    }
}

extension PartSchema {
    fileprivate var name: String { path.joined(separator: ".") }
}
