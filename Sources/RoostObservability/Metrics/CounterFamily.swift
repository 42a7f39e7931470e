#if Observability
import Foundation
import Metrics

/// Counters that differ in one dimension, each made when it is first needed.
///
/// `@unchecked Sendable`: what changes is only touched under the lock. It is a lock of Foundation, because
/// ThreadSanitizer cannot see that of `Synchronization.Mutex` on Linux.
final class CounterFamily: @unchecked Sendable {
    private let maker: InstrumentMaker
    private let label: String
    private let dimension: String
    private let lock = NSLock()
    private var counters: [String: Counter] = [:]

    init(_ maker: InstrumentMaker, _ label: String, dimension: String) {
        self.maker = maker
        self.label = label
        self.dimension = dimension
    }

    func increment(_ value: String, by number: Int = 1) {
        let counter = lock.withLock {
            if let counter = counters[value] { return counter }
            let counter = maker.counter(label, (dimension, value))
            counters[value] = counter
            return counter
        }
        counter.add(number)
    }
}
#endif
