import Foundation
import Roost

/// The sizes of a store as lines of text, in columns.
enum SizeTable {
    static func lines(of statistics: DatabaseStatistics) -> [String] {
        var rows = [("table or index", "entries", "bytes stored", "JSON bytes")]
        for table in statistics.tables {
            rows.append((table.name, "\(table.records)", "\(table.storedBytes)", "\(table.jsonBytes)"))
            if table.expiring > 0 {
                rows.append(("  (expiry queue)", "\(table.expiring)", "\(table.expiryBytes)", ""))
            }
            for index in table.indexes {
                rows.append(("  " + index.name, "\(index.entries)", "\(index.storedBytes)", ""))
            }
        }
        let width = rows.map(\.0.count).max() ?? 0
        let lines = rows.map { row in
            row.0.padding(toLength: width, withPad: " ", startingAt: 0) + [row.1, row.2, row.3].map(column).joined()
        }
        return lines + ["\(statistics.bytesOnDisk) bytes on disk"]
    }

    private static func column(_ text: String) -> String {
        String(repeating: " ", count: max(1, 14 - text.count)) + text
    }
}
