import Dispatch

/// Runs what may block for long on a thread of Dispatch, so that no cooperative thread of Swift waits for it.
func offCooperativeThreads(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        DispatchQueue.global().async {
            continuation.resume(with: Result { try body() })
        }
    }
}
