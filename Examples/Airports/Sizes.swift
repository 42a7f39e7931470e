import Roost

/// What the store takes on disk, and what in it.
enum Sizes {
    static func show(_ db: Database) throws {
        let statistics = try db.statistics()
        for table in statistics.tables {
            row("\(table.name): JSON", table.records, table.jsonBytes)
            row("\(table.name): records as stored", table.records, table.storedBytes)
            for index in table.indexes { row("index \(index.name)", index.entries, index.storedBytes) }
        }
        print("  \("files on disk".padded(to: 40))\(statistics.bytesOnDisk.grouped.aligned(to: 24)) bytes")
    }

    private static func row(_ title: String, _ entries: Int, _ bytes: Int) {
        print(
            "  \(title.padded(to: 40))\(entries.grouped.aligned(to: 10))\(bytes.grouped.aligned(to: 14)) bytes")
    }
}
