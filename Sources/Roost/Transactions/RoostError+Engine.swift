import Foundation
package import RoostEngine

/// Runs an engine call and turns its error into a ``RoostError``.
func engine<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as EngineError {
        throw RoostError(error)
    }
}

extension RoostError {
    init(_ error: EngineError) {
        let code: Code =
            switch error.code {
            case .commitUnknown: .commitUnknown
            case .batchTooLarge: .batchTooLarge
            case .corruption: .corruption
            case .invalidArgument, .notSupported: .invalidArgument
            case .locked: .locked
            case .notADirectory: .notADirectory
            case .closed: .closed
            case .unsafeFolder: .unsafeFolder
            case .keyTooLong: .keyTooLong
            case .valueTooLong: .recordTooLarge
            case .io, .conflict, .tooOld: .io
            }
        self.init(code, error.message, remedy: error.remedy ?? code.remedy(for: error.errno), underlying: error)
        path = error.path
        errno = error.errno
        processID = error.processID
    }

    /// A commit whose outcome nobody knows, with what the engine said of the cause.
    static func commitUnknown(_ cause: any Error) -> RoostError {
        let reason = (cause as? EngineError)?.message ?? "\(type(of: cause))"
        return RoostError(
            .commitUnknown, "the engine failed while committing (\(reason)), and the transaction may be on disk or not",
            causedBy: cause)
    }

    /// What a store refuses after a commit that failed.
    static func poisoned(by failure: RoostError) -> RoostError {
        var error = RoostError(
            .poisoned, "an earlier commit failed, so the store takes no writes until it is opened again",
            remedy: Code.poisoned.remedy(for: failure.errno), underlying: failure)
        (error.path, error.errno) = (failure.path, failure.errno)
        var cause = failure.underlying
        while let wrapped = cause as? RoostError { cause = wrapped.underlying }
        if let cause = cause as? EngineError { error.message += ": \(cause.message)" }
        return error
    }

    private init(_ code: Code, _ message: String, causedBy cause: any Error) {
        let engine = cause as? EngineError
        self.init(code, message, remedy: code.remedy(for: engine?.errno), underlying: cause)
        (path, errno) = (engine?.path, engine?.errno)
    }
}

extension EngineError: LocalizedError {
    /// The same text as `description`: users meet this error as the underlying one.
    package var errorDescription: String? { description }
}
