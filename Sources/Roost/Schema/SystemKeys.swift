/// The keys of table 0, where the store keeps what it knows of itself.
enum SystemKeys {
    /// The first index id a table gives away; smaller ids are records, overflow chunks and the expiry queue.
    static let firstIndexID: UInt64 = 16
    static let expiryQueueID: UInt64 = 3
    /// The first table id; 0 is the system's.
    static let firstTableID: UInt64 = 1

    static let header: [UInt8] = [0, 1]
    static let catalogRoot: [UInt8] = [0, 2]
    static let commitSequence: [UInt8] = [0, 4, 0, 0, 1]
    static let sweptMarksPrefix: [UInt8] = [0, 5]
    static let abandonedTablesPrefix: [UInt8] = [0, 7]

    /// The catalog row of one table.
    static func tableRow(_ name: String) -> [UInt8] {
        var encoder = KeyEncoder()
        encoder.appendString(name)
        return catalogRoot + encoder.bytes
    }

    /// The counters of a table: ``TableTotals``.
    static func totals(_ table: UInt64) -> [UInt8] { tableKey(table, kind: 1) }
    /// The first integer that auto-increment has not leased yet.
    static func autoIncrementLease(_ table: UInt64) -> [UInt8] { tableKey(table, kind: 3) }

    /// A table whose keys are to be removed, because `clear` gave its name a fresh id.
    static func abandonedTable(_ table: UInt64) -> [UInt8] {
        var key = abandonedTablesPrefix
        appendID(table, to: &key)
        return key
    }

    /// Everything below it in the table's expiry queue is swept: 8 bytes, big-endian milliseconds since 1970.
    static func sweptMark(_ table: UInt64) -> [UInt8] {
        var key = sweptMarksPrefix
        appendID(table, to: &key)
        return key
    }

    private static func tableKey(_ table: UInt64, kind: UInt8) -> [UInt8] {
        var key: [UInt8] = [0, 4]
        appendID(table, to: &key)
        appendID(0, to: &key)
        key.append(kind)
        return key
    }

    /// The prefix of all keys of one table.
    static func prefix(table: UInt64) -> [UInt8] {
        var key: [UInt8] = []
        appendID(table, to: &key)
        return key
    }

    /// The prefix of all keys of one index (or of the records or chunks) of a table.
    static func prefix(table: UInt64, index: UInt64) -> [UInt8] {
        var key: [UInt8] = []
        appendID(table, to: &key)
        appendID(index, to: &key)
        return key
    }

    private static func appendID(_ id: UInt64, to key: inout [UInt8]) {
        UVarint.append(id, to: &key)
    }
}

extension UInt64 {
    /// The value as 8 bytes, most significant first.
    var bigEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }

    /// The value of 8 bytes, most significant first; nil when there are not exactly 8.
    init?(bigEndianBytes bytes: Span<UInt8>) {
        guard bytes.count == 8 else { return nil }
        var value: UInt64 = 0
        for index in bytes.indices { value = value << 8 | UInt64(bytes[index]) }
        self = value
    }
}
