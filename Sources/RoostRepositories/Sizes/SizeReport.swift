public import Foundation
public import Roost

/// The size of a database, part by part: what ``SizeMonitor/measure()`` returns.
public struct SizeReport: Sendable {
    /// When it was measured.
    public var time: Date
    /// Bytes of all files of the store, LevelDB's log among them; 0 in memory.
    public var bytesOnDisk: Int
    /// The stored tables with their indexes: exact numbers and bytes.
    public var tables: [TableStatistics]
    /// Growth over the kept samples and this one; nil as long as they span less than a minute.
    public var growth: SizeGrowth?

    /// Records of all tables.
    public var records: Int { tables.reduce(0) { $0 + $1.records } }

    /// Bytes of all records, index entries and rows of expiry queues as stored, before LevelDB compresses its blocks.
    public var storedBytes: Int {
        tables.reduce(0) { sum, table in
            sum + table.storedBytes + table.expiryBytes + table.indexes.reduce(0) { $0 + $1.storedBytes }
        }
    }

    init(_ statistics: DatabaseStatistics, at time: Date, history: [SizeSample]) {
        self.time = time
        bytesOnDisk = Int(clamping: statistics.bytesOnDisk)
        tables = statistics.tables
        growth = SizeGrowth(of: history.filter { $0.time < time } + [sample])
    }

    var sample: SizeSample {
        SizeSample(time: time, bytesOnDisk: bytesOnDisk, records: records, storedBytes: storedBytes)
    }
}
