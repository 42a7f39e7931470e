import Roost

/// Runs the actions of a threshold, one after another.
struct SizeCleaner {
    let database: Database
    let shrinkables: [any Shrinkable]
    let batchSize: Int
    let clock: LoopClock
    /// What the actions are told: the report that was above the threshold.
    let report: SizeReport
    private(set) var steps: [SizeStep] = []
    private(set) var failures: [(step: String, error: any Error)] = []

    init(
        _ database: Database, _ shrinkables: [any Shrinkable], batchSize: Int, clock: LoopClock, report: SizeReport
    ) {
        self.database = database
        self.shrinkables = shrinkables
        self.batchSize = batchSize
        self.clock = clock
        self.report = report
    }

    /// Runs one action. What goes wrong in it is a failure; an error is thrown only where no other action could run.
    mutating func run(_ action: SizeAction) async throws {
        let database = database
        switch action.kind {
        case .sweep:
            let batchSize = batchSize
            try await step(action.description, isOurs: true) {
                let swept = try await database.sweep(batchSize: batchSize)
                return ShrinkReport(removed: swept.swept, freedBytes: swept.jsonBytes)
            }
        case .shrink:
            for shrinkable in shrinkables {
                try await step("shrink \(type(of: shrinkable))", isOurs: false) { try await shrinkable.shrink() }
            }
        case .compact:
            try await step(action.description, isOurs: true) {
                try await Self.measuringDisk(of: database) { try await database.compact() }
            }
        case .custom(_, let body):
            let report = report
            try await step(action.description, isOurs: false) {
                try await Self.measuringDisk(of: database) { try await body(report) }
            }
        }
    }

    /// - Parameter isOurs: whether an error is about this database. A closed one may be another where it is not.
    private mutating func step(
        _ name: String, isOurs: Bool, _ body: @Sendable () async throws -> ShrinkReport
    ) async throws {
        try Task.checkCancellation()
        let began = clock.uptime()
        do {
            let freed = try await body()
            steps.append(
                SizeStep(
                    name: name, removed: freed.removed, freedBytes: freed.freedBytes, duration: clock.uptime() - began))
        } catch {
            if isOurs ? MaintenanceLoop.ending(of: error) != nil : Task.isCancelled { throw error }
            failures.append((name, error))
        }
    }

    private static func measuringDisk(
        of database: Database, _ body: @Sendable () async throws -> Void
    ) async throws -> ShrinkReport {
        let before = try database.bytesOnDisk()
        try await body()
        let after = try database.bytesOnDisk()
        return ShrinkReport(freedBytes: Int(clamping: before) - Int(clamping: min(after, before)))
    }
}
