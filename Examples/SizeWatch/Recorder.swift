import Roost
import RoostRepositories

/// Draws the curve as the program goes on, and keeps the events.
actor Recorder {
    private let db: Database
    private(set) var curve = Curve()
    private(set) var cleanings: [SizeCleaning] = []
    private(set) var exceeded = 0
    private(set) var relaxed: [Int] = []
    private(set) var failures: [String] = []

    init(_ db: Database) {
        self.db = db
    }

    /// Takes a point 20 times a second until its task is cancelled.
    func sample() async throws {
        while !Task.isCancelled {
            curve.add(try await db.statistics())
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    func listen(to events: AsyncStream<SizeEvent>) async {
        for await event in events {
            note(event)
        }
    }

    private func note(_ event: SizeEvent) {
        switch event {
        case .exceeded(let threshold, let report):
            exceeded += 1
            say("\(megabytes(report.bytesOnDisk)) on disk, above \(megabytes(threshold.bytes))", mark: "exceeded")
        case .cleaned(_, let cleaning):
            cleanings.append(cleaning)
            say(
                "cleaned in \(milliseconds(cleaning.duration)): \(megabytes(cleaning.bytesBefore)) →"
                    + " \(megabytes(cleaning.bytesAfter))", mark: "cleaned")
            for step in cleaning.steps {
                print(
                    "           \(step.name): \(step.removed) records, \(megabytes(step.freedBytes)) freed in"
                        + " \(milliseconds(step.duration))")
            }
        case .relaxed(let threshold, let bytes):
            relaxed.append(bytes)
            say("\(megabytes(bytes)) on disk, below \(megabytes(threshold.relaxedBytes))", mark: nil)
        case .failed(let step, let error):
            failures.append("\(step): \(error)")
            say("\(step) failed: \(error)", mark: "failed")
        }
    }

    private func say(_ text: String, mark: String?) {
        print("  " + secondsText(curve.seconds) + "  " + text)
        if let mark { curve.mark(mark) }
    }
}
