import Foundation
import Sessions

/// What a scan has met, so that all of it has to be read.
struct ScanTally {
    private(set) var records = 0
    /// Whether the records came ordered by their update.
    private(set) var isByUpdate = true
    /// The updates of all records together, in seconds, which do not depend on their order.
    private(set) var updates = 0.0
    private var last = Date.distantPast

    mutating func add(_ session: Session) {
        records += 1
        updates += session.updatedAt.timeIntervalSinceReferenceDate.rounded()
        if session.updatedAt < last { isByUpdate = false }
        last = session.updatedAt
    }
}

/// Why a run proves nothing.
struct ScanFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
