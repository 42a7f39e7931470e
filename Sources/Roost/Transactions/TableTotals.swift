import RoostEngine

/// Exact sizes of a table and its indexes: the lanes of its counter row.
///
/// Lanes that a row does not have are 0, and so are all of a table without one.
struct TableTotals: Sendable, Equatable {
    /// What stands in a lane. Two lanes for each index follow, in the order of the catalog row.
    enum Lane {
        static let records = 0
        /// Bytes of the records' JSON, before compression.
        static let jsonBytes = 1
        /// Bytes of the keys and values of records and overflow chunks.
        static let storedBytes = 2
        /// Rows of the expiry queue.
        static let expiring = 3
        static let expiryBytes = 4

        private static let firstOfIndexes = 5

        static func entries(_ index: Int) -> Int { firstOfIndexes + 2 * index }
        static func entryBytes(_ index: Int) -> Int { entries(index) + 1 }
        static func count(indexes: Int) -> Int { entries(indexes) }
    }

    private var lanes: [Int64]

    init(_ lanes: [Int64] = []) {
        self.lanes = lanes
    }

    /// Reads a row.
    init(row: Span<UInt8>) throws {
        guard row.count % 8 == 0 else { throw RoostError(.corruption, "a table's counters end within one") }
        lanes = (0..<row.count / 8).map { row.littleEndian(at: 8 * $0) }
    }

    var laneCount: Int { lanes.count }

    subscript(lane: Int) -> Int { lane < lanes.count ? Int(lanes[lane]) : 0 }

    var records: Int { self[Lane.records] }
    var jsonBytes: Int { self[Lane.jsonBytes] }
    var storedBytes: Int { self[Lane.storedBytes] }
    var expiring: Int { self[Lane.expiring] }
    var expiryBytes: Int { self[Lane.expiryBytes] }

    /// The entries of the index at a position among the table's.
    func entries(ofIndex index: Int) -> Int { self[Lane.entries(index)] }
    func entryBytes(ofIndex index: Int) -> Int { self[Lane.entryBytes(index)] }

    /// Sums that overflow wrap around: the engine refuses to commit them.
    mutating func add(_ deltas: Span<Int64>) {
        while lanes.count < deltas.count { lanes.append(0) }
        for lane in deltas.indices { lanes[lane] &+= deltas[lane] }
    }
}
