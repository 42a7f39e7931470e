import RoostEngine

/// What holds a view of a database beyond one call.
protocol OpenReading: AnyObject {
    /// Lets go of the view for good.
    func close()
    /// Tells the observers what was read, once it has been closed or has ended.
    func tell()
}

/// The readings that hold a view of a database, to be ended before the store is closed.
final class OpenReadings: Sendable {
    private struct Entry {
        weak var reading: (any OpenReading & Sendable)?
    }

    private let entries = Guarded<[ObjectIdentifier: Entry]>([:])

    func add(_ reading: any OpenReading & Sendable) {
        entries.withLock { $0[ObjectIdentifier(reading)] = Entry(reading: reading) }
    }

    func remove(_ reading: any OpenReading) {
        let identifier = ObjectIdentifier(reading)
        entries.withLock { _ = $0.removeValue(forKey: identifier) }
    }

    /// Ends all of them.
    ///
    /// - Returns: those that were open, of which nobody has been told.
    func close() -> [any OpenReading & Sendable] {
        let open = entries.withLock { entries in
            defer { entries = [:] }
            return entries.values.compactMap(\.reading)
        }
        for reading in open { reading.close() }
        return open
    }
}
