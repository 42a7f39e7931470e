import Foundation
import Synchronization

/// The system's time and an offset, so that hours pass when they are wanted. All stores read the same one.
final class MovingClock: Sendable {
    private let offset = Atomic<Int>(0)

    var now: Date {
        Date(
            timeIntervalSinceReferenceDate: Date().timeIntervalSinceReferenceDate
                + Double(offset.load(ordering: .relaxed)))
    }

    /// Lets seconds pass.
    func advance(bySeconds seconds: Int) {
        offset.wrappingAdd(seconds, ordering: .relaxed)
    }
}
