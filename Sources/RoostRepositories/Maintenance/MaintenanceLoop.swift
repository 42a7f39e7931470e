import Roost

/// Does something again and again, for as long as there is a database to do it to.
enum MaintenanceLoop {
    /// Runs rounds until the task is cancelled or the database is closed, then returns.
    ///
    /// - Parameters:
    ///   - clock: what it sleeps by between two rounds.
    ///   - round: returns how long to wait until the next.
    ///   - failed: is told of the error of a round and how many in a row have failed, and returns how long to wait.
    /// - Throws: `RoostError.Code.poisoned`: until it is opened again, the database takes no writes.
    static func run(
        on clock: LoopClock, isolation: isolated (any Actor)? = #isolation,
        _ round: () async throws -> Duration, failed: (any Error, Int) -> Duration
    ) async throws {
        var failures = 0
        while !Task.isCancelled {
            var pause: Duration
            do {
                pause = try await round()
                failures = 0
            } catch {
                switch ending(of: error) {
                case .quiet: return
                case .loud: throw error
                case nil:
                    failures += 1
                    pause = failed(error, failures)
                }
            }
            do {
                try await clock.sleep(pause)
            } catch is CancellationError {
                return
            }
        }
    }

    enum Ending {
        /// There is nothing left to do.
        case quiet
        /// There is, but it cannot be done.
        case loud
    }

    /// Whether there is any use in going on after an error of the database; nil when there is.
    static func ending(of error: any Error) -> Ending? {
        switch error {
        case is CancellationError: Task.isCancelled ? .quiet : nil
        case RoostError.Code.closed: .quiet
        case RoostError.Code.poisoned: .loud
        default: nil
        }
    }
}
