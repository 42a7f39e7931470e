import RoostEngine

/// The expired records of a table that are not swept yet, for reads that see index entries only: these do not know
/// about expiry.
enum ExpiredKeys {
    case none
    case some(Set<[UInt8]>)
    /// Too many to gather; the heads of the records have to be read.
    case many

    /// The most that are gathered.
    static let limit = 4_096

    var isEmpty: Bool { if case .none = self { true } else { false } }

    init(of table: TableLayout, in context: TransactionContext) throws {
        guard let expiry = table.expiry else {
            self = .none
            return
        }
        let chunk = EntryChunk()
        var keys: Set<[UInt8]> = []
        var range = expiry.range(from: try context.sweptMark(of: expiry), expiredAt: context.now)
        var result = ScanResult.more
        while result == .more {
            result = try engine {
                try context.reader.scan(range, .forward, ScanLimit(), keysOnly: true, into: chunk)
            }
            for row in 0..<chunk.count { keys.insert([UInt8](expiry.primaryKey(ofRow: chunk.key(at: row)))) }
            guard keys.count <= Self.limit else {
                self = .many
                return
            }
            guard chunk.count > 0 else { break }
            range.lower = [UInt8](chunk.key(at: chunk.count - 1)) + [0]
        }
        self = keys.isEmpty ? .none : .some(keys)
    }
}
