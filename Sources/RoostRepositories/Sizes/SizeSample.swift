public import Foundation
public import Roost

/// The size of a database at one time, as ``SizeMonitor`` keeps it in the database itself.
public struct SizeSample: Codable, Sendable, Hashable {
    /// When it was measured.
    public var time: Date
    /// Bytes of all files of the store.
    public var bytesOnDisk: Int
    /// Records of all tables.
    public var records: Int
    /// Bytes of all records, index entries and rows of expiry queues as stored, before LevelDB compresses its blocks.
    public var storedBytes: Int

    /// A sample.
    public init(time: Date, bytesOnDisk: Int, records: Int, storedBytes: Int) {
        self.time = time
        self.bytesOnDisk = bytesOnDisk
        self.records = records
        self.storedBytes = storedBytes
    }
}

extension SizeSample: Record {
    /// The fields that queries may name.
    public struct Fields: Sendable {
        /// When the sample was taken.
        public let time = Field("time", \SizeSample.time)
    }

    /// The table of the history; ``SizeMonitor/table`` is the same.
    public static let table = Table("sizeHistory", fields: Fields(), primaryKey: \Fields.time)
}
