import Foundation
import RoostEngine

/// Runs what may block for long on a thread of its own, so that neither the cooperative threads of Swift nor those that
/// Dispatch has for everybody wait for it. On Linux these are the same: who blocks them all holds up every task.
func offCooperativeThreads<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// Runs what may block for long on a thread of its own, and lets it ask whether the task of its caller is cancelled.
func offCooperativeThreads<T: Sendable>(
    _ body: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> T
) async throws -> T {
    let isCancelled = Guarded(false)
    return try await withTaskCancellationHandler {
        try await offCooperativeThreads { try body { isCancelled.withLock { $0 } } }
    } onCancel: {
        isCancelled.withLock { $0 = true }
    }
}
