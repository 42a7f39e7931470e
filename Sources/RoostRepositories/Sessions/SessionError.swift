public import Foundation

/// Why a token or a change is refused, matched by its code:
///
/// ```swift
/// do {
///     let granted = try await sessions.refresh(token)
/// } catch SessionError.Code.reuseDetected {
///     // everyone who holds tokens of this session has to sign in
/// }
/// ```
///
/// What goes wrong in the store is a `RoostError`. No error contains a token.
public struct SessionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of ``SessionError``. Usable as a pattern: `catch SessionError.Code.unknownToken`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Base: String {
            case unknownToken, expired, reuseDetected, userIDChanged
        }

        private let base: Base

        /// No live session has this token: it was never given out, or its session has expired or was signed out.
        public static let unknownToken = Code(base: .unknownToken)
        /// The access token's time is over; its session goes on, and can be refreshed.
        public static let expired = Code(base: .expired)
        /// The refresh token had been exchanged before, so that two parties hold it. The session has been ended.
        public static let reuseDetected = Code(base: .reuseDetected)
        /// A change of a session's user gave it another identifier.
        public static let userIDChanged = Code(base: .userIDChanged)

        /// The name of the code.
        public var description: String { base.rawValue }

        /// Matches a ``SessionError`` by its code in a `catch` or a `case`.
        public static func ~= (code: Code, error: any Error) -> Bool {
            (error as? SessionError)?.code == code
        }
    }

    /// What is wrong.
    public let code: Code
    /// The session it is about, where there is or was one.
    public let sessionID: UUID?

    init(_ code: Code, _ sessionID: UUID? = nil) {
        self.code = code
        self.sessionID = sessionID
    }

    /// Code and session; never a token.
    public var description: String {
        sessionID.map { "\(code) [session \($0)]" } ?? "\(code)"
    }
}
