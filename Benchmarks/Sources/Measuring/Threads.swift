import Dispatch
import Foundation

/// Threads of the system, because calls that wait for a disk would starve Swift's own.
package enum Threads {
    /// Runs a body on so many threads at once, each with its number.
    ///
    /// - Returns: what they return, in the order of the numbers.
    /// - Throws: the error of the first number that has one, after all have ended.
    package static func run<T: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> T) throws -> [T] {
        let outcomes = Outcomes<T>(count)
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            let thread = Thread {
                outcomes.set(number, Result { try body(number) })
                group.leave()
            }
            thread.stackSize = 1 << 20
            thread.start()
        }
        group.wait()
        return try outcomes.values.map { try $0.get() }
    }
}

/// `@unchecked Sendable`: everything that changes is behind the lock.
private final class Outcomes<T: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [Result<T, any Error>?]

    init(_ count: Int) {
        results = Array(repeating: nil, count: count)
    }

    func set(_ number: Int, _ result: Result<T, any Error>) {
        lock.withLock { results[number] = result }
    }

    var values: [Result<T, any Error>] { lock.withLock { results.compactMap { $0 } } }
}
