public import Foundation

/// What ``ExpirySweeper`` and ``SizeMonitor`` refuse to do, matched by its code:
///
/// ```swift
/// do {
///     try await sweeper.run()
/// } catch MaintenanceError.Code.alreadyRunning {
///     // another task does it
/// }
/// ```
///
/// What goes wrong in the database itself is a `RoostError`.
public struct MaintenanceError: Error, Sendable, CustomStringConvertible {
    /// The kinds of ``MaintenanceError``. Usable as a pattern.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Base: String, CaseIterable {
            case alreadyRunning, invalidArgument
        }

        let base: Base

        /// `run()` was called while it ran already, or while another monitor watched the size of the same database.
        public static let alreadyRunning = Code(base: .alreadyRunning)
        /// An option is out of its domain.
        public static let invalidArgument = Code(base: .invalidArgument)

        /// The name of the code.
        public var description: String { base.rawValue }

        /// Matches a ``MaintenanceError`` by its code in a `catch` or a `case`.
        public static func ~= (code: Code, error: any Error) -> Bool {
            (error as? MaintenanceError)?.code == code
        }
    }

    /// What went wrong.
    public var code: Code
    /// A sentence for a developer.
    public var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Code, message and what to do.
    public var description: String { "\(code): \(message); \(code.remedy)" }

    static func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
        guard range.contains(value) else {
            throw outside(name, "\(value)", "\(range.lowerBound)", "\(range.upperBound)")
        }
    }

    static func check(_ name: String, _ value: Duration, _ range: ClosedRange<Duration>) throws {
        guard range.contains(value) else {
            throw outside(name, "\(value)", "\(range.lowerBound)", "\(range.upperBound)")
        }
    }

    private static func outside(_ name: String, _ value: String, _ lower: String, _ upper: String) -> MaintenanceError {
        MaintenanceError(.invalidArgument, "\(name) is \(value); it has to be from \(lower) to \(upper)")
    }
}

extension MaintenanceError: LocalizedError {
    /// The same text as `description`.
    public var errorDescription: String? { description }
    /// What happened.
    public var failureReason: String? { message }
    /// What to do about it.
    public var recoverySuggestion: String? { code.remedy }
}

extension MaintenanceError.Code {
    fileprivate var remedy: String {
        switch base {
        case .alreadyRunning: "run it once, in one task"
        case .invalidArgument: "set the option to a value in its range"
        }
    }
}

extension Duration {
    static let millisecond = Duration.milliseconds(1)
    static let day = Duration.seconds(86_400)

    var inSeconds: Double { self / .seconds(1) }

    func clamped(to range: ClosedRange<Duration>) -> Duration {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
