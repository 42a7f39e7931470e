import Foundation
import Roost

/// The time of day, which stands still until it is told otherwise.
///
/// `@unchecked Sendable`: the time is only touched under the lock.
final class WallTime: @unchecked Sendable {
    private let lock = NSLock()
    private var time = Date(timeIntervalSince1970: 1_800_000_000)

    var now: Date { lock.withLock { time } }

    func advance(_ seconds: TimeInterval) { lock.withLock { time += seconds } }

    var options: DatabaseOptions {
        var options = DatabaseOptions()
        options.durability = .none
        options.clock = { self.now }
        return options
    }
}
