package import Measuring
package import Sessions

/// Inserts record after record and times each.
package enum StallWatch {
    /// Inserts sessions, each in a transaction of its own.
    ///
    /// - Returns: the time of each.
    package static func insert(_ puts: Int, into store: any SessionStore, from dataset: Dataset) throws -> Samples {
        var latencies = Samples()
        var renewed = RenewedItem(Array(dataset.loaded))
        for _ in 0..<puts {
            let item = renewed.next()
            let start = nanoseconds()
            try store.insert(item)
            latencies.add(nanoseconds: nanoseconds() - start, operations: 1)
        }
        return latencies
    }
}
