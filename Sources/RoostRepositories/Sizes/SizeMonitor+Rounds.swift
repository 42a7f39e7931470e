import Roost

extension SizeMonitor {
    /// Writes a sample where one is due. A history with a gap is no reason to let the database grow.
    func keep(_ sample: SizeSample) async throws {
        guard store.wants(sample, after: samples?.last) else { return }
        do {
            samples = try await store.adding(sample, to: database)
        } catch {
            if MaintenanceLoop.ending(of: error) != nil { throw error }
            broadcast.send(.failed(step: "history", error))
        }
    }

    /// Does what the thresholds ask for.
    func act(on report: SizeReport) async throws {
        var bytes = report.bytesOnDisk
        for index in dueAlarms(of: report) {
            let threshold = alarms[index].threshold
            // Unless what was done for an earlier one is enough.
            guard bytes >= threshold.relaxedBytes else { continue }
            let began = clock.uptime()
            let cleaner = try await clean(threshold.actions, report)
            let before = bytes
            bytes = Int(clamping: try database.bytesOnDisk())
            let ended = clock.uptime()
            alarms[index].cleaned(
                from: before, to: bytes, failed: !cleaner.failures.isEmpty, began: began, ended: ended)
            let cleaning = SizeCleaning(
                steps: cleaner.steps, bytesBefore: before, bytesAfter: bytes, duration: ended - began)
            broadcast.send(.cleaned(threshold, cleaning))
        }
        for index in alarms.indices where alarms[index].isRaised && alarms[index].relaxes(bytes: bytes) {
            broadcast.send(.relaxed(alarms[index].threshold, bytesOnDisk: bytes))
        }
    }

    /// Tells what a size means, and returns the places of the alarms whose actions are due.
    private func dueAlarms(of report: SizeReport) -> [Int] {
        let uptime = clock.uptime()
        return alarms.indices.filter { index in
            switch alarms[index].signal(bytes: report.bytesOnDisk, at: uptime) {
            case .exceeded:
                broadcast.send(.exceeded(alarms[index].threshold, report))
            case .stillExceeded:
                break
            case .relaxed:
                broadcast.send(.relaxed(alarms[index].threshold, bytesOnDisk: report.bytesOnDisk))
                return false
            case nil:
                return false
            }
            return !alarms[index].threshold.actions.isEmpty
        }
    }

    private func clean(_ actions: [SizeAction], _ report: SizeReport) async throws -> SizeCleaner {
        var cleaner = SizeCleaner(
            database, shrinkables, batchSize: options.sweepBatchSize, clock: clock, report: report)
        for action in actions {
            let told = cleaner.failures.count
            try await cleaner.run(action)
            for (step, error) in cleaner.failures.dropFirst(told) { broadcast.send(.failed(step: step, error)) }
        }
        return cleaner
    }
}
