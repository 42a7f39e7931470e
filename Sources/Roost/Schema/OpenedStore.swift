import Foundation
import RoostEngine

/// What opening a store finds and makes: its header, and a catalog that has every declared table.
struct OpenedStore {
    let header: StoreHeader
    let writer: WriterState

    init(
        _ store: any OrderedStore, declarations: [any StoredTableDefinition], options: DatabaseOptions
    ) throws {
        for declaration in declarations {
            if let defect = declaration.defect { throw defect }
        }
        let view = try store.makeView()
        defer { view.close() }
        let chunk = EntryChunk()
        let batch = WriteBatch()

        if try view.get(SystemKeys.header, into: chunk) {
            header = try StoreHeader(chunk.value(at: 0)).reopened
        } else {
            try Self.checkEmpty(view)
            header = StoreHeader(storeID: UUID(), epoch: 1, isClean: false)
        }
        batch.put(SystemKeys.header, header.bytes)
        let revision =
            try view.get(SystemKeys.commitSequence, into: chunk)
            ? UInt64(bigEndianBytes: chunk.value(at: 0)) : 0
        guard let revision else { throw RoostError(.corruption, "the commit sequence is damaged") }

        let catalog = try Self.catalog(Catalog.load(from: view), with: declarations, into: batch)
        writer = WriterState(
            catalog: catalog, revision: revision,
            compressedFrom: options.compressesBlocks
                ? StoredPayload.minCompressedBytesInBlocks : StoredPayload.minCompressedBytes)
        let context = TransactionContext(reader: Reader(view: view), catalog: catalog, now: 0, queries: options.queries)
        for table in catalog.tables.values {
            writer.totals[table.id] = try context.storedTotals(of: table)
        }
        try store.commit(batch, durability: .synced, readSet: nil)
    }

    /// Sees that a store without a header has nothing else either: one that Roost made gets its header first.
    private static func checkEmpty(_ view: any ReadView) throws {
        let chunk = EntryChunk()
        _ = try view.scan(.all, .forward, ScanLimit(entries: 1), keysOnly: true, into: chunk)
        guard chunk.count > 0 else { return }
        if try view.get(SystemKeys.catalogRoot, into: chunk) {
            throw RoostError(.corruption, "the store header is missing")
        }
        throw RoostError(
            .invalidArgument, "the folder holds a LevelDB database that Roost did not make",
            remedy: "pass a folder of Roost's, or one that does not exist or is empty")
    }

    private static func catalog(
        _ stored: Catalog, with declarations: [any StoredTableDefinition], into batch: WriteBatch
    ) throws -> Catalog {
        var catalog = stored
        var names: Set<String> = []
        for declaration in declarations {
            let schema = declaration.schema
            guard names.insert(schema.name).inserted else {
                var error = RoostError(.invalidArgument, "two tables are declared under one name")
                error.table = schema.name
                throw error
            }
            if let twin = catalog.tables[schema.name]?.schema {
                if let difference = SchemaDifference.describe(declared: schema, stored: twin) { throw difference }
                catalog = catalog.adopting(
                    TableLayout(twin.renamingIndexes(as: schema), declared: declaration.declared))
            } else {
                let (changed, table) = catalog.replacing(schema, declared: declaration.declared)
                batch.put(SystemKeys.tableRow(schema.name), try Catalog.row(table.schema))
                catalog = changed
            }
        }
        if catalog.version != stored.version {
            batch.put(SystemKeys.catalogRoot, catalog.rootRow)
        }
        return catalog
    }
}

extension StoreHeader {
    /// The header to write when the store is opened again.
    var reopened: StoreHeader {
        StoreHeader(storeID: storeID, epoch: isClean ? epoch : epoch + 1, isClean: false)
    }
}

extension TableSchema {
    /// The same stored table with the names its indexes are declared with now: names are not part of what is stored.
    func renamingIndexes(as declared: TableSchema) -> TableSchema {
        let names = Dictionary(
            declared.indexes.map { ($0.identity, $0.name) }, uniquingKeysWith: { first, _ in first })
        var renamed = self
        for position in renamed.indexes.indices {
            renamed.indexes[position].name = names[renamed.indexes[position].identity] ?? indexes[position].name
        }
        return renamed
    }
}
