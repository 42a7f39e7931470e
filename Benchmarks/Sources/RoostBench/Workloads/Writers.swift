import Foundation
import Measuring

/// Threads that start at one moment.
enum Writers {
    /// Runs the body on some threads.
    ///
    /// - Returns: how long all of them took together, and the samples of all.
    static func run(
        _ count: Int, _ body: @escaping @Sendable (_ writer: Int) throws -> Samples
    ) throws -> (nanoseconds: UInt64, latencies: Samples) {
        if count == 1 {
            let start = nanoseconds()
            let latencies = try body(0)
            return (nanoseconds() - start, latencies)
        }
        let outcome = Outcome()
        let (ready, go, done) = (DispatchGroup(), DispatchSemaphore(value: 0), DispatchGroup())
        for writer in 0..<count {
            ready.enter()
            done.enter()
            Thread {
                ready.leave()
                go.wait()
                outcome.add(Result { try body(writer) })
                done.leave()
            }.start()
        }
        ready.wait()
        let start = nanoseconds()
        for _ in 0..<count { go.signal() }
        done.wait()
        return (nanoseconds() - start, try outcome.samples())
    }

    /// What the threads measured. May cross them: everything happens under the lock.
    private final class Outcome: @unchecked Sendable {
        private let lock = NSLock()
        private var sum = Samples()
        private var failure: (any Error)?

        func add(_ result: Result<Samples, any Error>) {
            lock.withLock {
                switch result {
                case .success(let samples): sum.add(samples)
                case .failure(let error): failure = error
                }
            }
        }

        func samples() throws -> Samples {
            try lock.withLock {
                if let failure { throw failure }
                return sum
            }
        }
    }
}
