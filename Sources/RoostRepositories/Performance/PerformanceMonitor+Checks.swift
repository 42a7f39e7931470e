public import Roost

extension PerformanceMonitor {
    /// Checks again and again. Returns when the task is cancelled or the database is closed.
    ///
    /// What else goes wrong in a check is ``PerformanceEvent/failed(step:_:)``, and the next one comes all the same.
    ///
    /// - Parameter database: the one that the monitor observes.
    /// - Throws: `RoostError.Code.poisoned`, when a check cannot go on for it; what the clock throws when it cannot
    ///   sleep.
    /// - Complexity: sleeps between two checks; each looks at the folder of the database and reads nothing.
    public func run(_ database: Database) async throws {
        try await MaintenanceLoop.run(on: clock.loop) {
            try await check(database)
            return interval
        } failed: { error, _ in
            streams.send(.failed(step: "check", error))
            return interval
        }
    }

    /// Looks at the size and the error rate once, and runs the actions of all triggers that have fired since the last
    /// check, one after another.
    ///
    /// - Parameter database: the one that the monitor observes.
    /// - Throws: `RoostError.Code.closed`, and `CancellationError` when the task is cancelled. What else goes wrong is
    ///   ``PerformanceEvent/failed(step:_:)``.
    /// - Complexity: looks at the folder of the database, reads nothing.
    public func check(_ database: Database) async throws {
        try Task.checkCancellation()
        var bytes: Int?
        if watchesSizes {
            do {
                bytes = Int(clamping: try database.bytesOnDisk())
            } catch {
                if case RoostError.Code.closed = error { throw error }
                streams.send(.failed(step: "measure", error))
            }
        }
        let uptime = clock.uptime()
        let (events, actions) = withWatches { watches in
            var events = watches.check(at: uptime)
            if let bytes { events += watches.size(bytes, at: uptime) }
            return (events, watches.takeDueActions())
        }
        for event in events { streams.send(event) }
        for action in actions { try await act(action, on: database) }
    }

    private func act(_ due: PerformanceWatches.DueAction, on database: Database) async throws {
        let start = clock.uptime()
        defer {
            if let index = due.sizeWatch {
                let uptime = clock.uptime()
                withWatches { $0.sizeActionEnded(index, at: uptime) }
            }
        }
        do {
            let before = try database.bytesOnDisk()
            try await due.action(database, due.event)
            let after = try database.bytesOnDisk()
            streams.send(
                .acted(
                    trigger: due.trigger, duration: clock.uptime() - start, bytesBefore: Int(clamping: before),
                    bytesAfter: Int(clamping: after)))
        } catch {
            if Task.isCancelled { throw CancellationError() }
            // It may be another database that was closed.
            if case RoostError.Code.closed = error { _ = try database.bytesOnDisk() }
            streams.send(.failed(step: due.trigger, error))
        }
    }
}
