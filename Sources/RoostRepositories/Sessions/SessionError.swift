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
        enum Base: String, CaseIterable {
            case unknownToken, expired, reuseDetected, userIDChanged, labelTooLong, userTooLarge
        }

        let base: Base

        /// No live session has this token: it was never given out, or its session has expired or was signed out.
        public static let unknownToken = Code(base: .unknownToken)
        /// The access token's time is over; its session goes on, and can be refreshed.
        public static let expired = Code(base: .expired)
        /// The refresh token had been exchanged before, so that two parties hold it. The session has been ended.
        public static let reuseDetected = Code(base: .reuseDetected)
        /// A change of a session's user gave it another identifier.
        public static let userIDChanged = Code(base: .userIDChanged)
        /// A label is longer than ``SessionConfiguration/maxLabelBytes``.
        public static let labelTooLong = Code(base: .labelTooLong)
        /// The JSON of a user is longer than ``SessionConfiguration/maxUserBytes``.
        public static let userTooLarge = Code(base: .userTooLarge)

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
    /// How long something is and may be; nil where that is not what is wrong.
    let lengths: String?

    init(_ code: Code, _ sessionID: UUID? = nil) {
        self.code = code
        self.sessionID = sessionID
        lengths = nil
    }

    init(_ code: Code, _ lengths: String) {
        self.code = code
        sessionID = nil
        self.lengths = lengths
    }

    /// Code, what happened, session and what to do; never a token.
    public var description: String {
        "\(code): \(code.message)" + (lengths.map { ": \($0)" } ?? "") + (sessionID.map { " [session \($0)]" } ?? "")
            + "; \(code.remedy)"
    }
}

extension SessionError: LocalizedError {
    /// The same text as `description`.
    public var errorDescription: String? { description }
    /// What happened.
    public var failureReason: String? { code.message }
    /// What to do about it.
    public var recoverySuggestion: String? { code.remedy }
}

extension SessionError.Code {
    fileprivate var message: String {
        switch base {
        case .unknownToken: "no live session has this token"
        case .expired: "the access token's time is over"
        case .reuseDetected: "the refresh token was exchanged before, so the session has been ended"
        case .userIDChanged: "a change of the session's user gave it another identifier"
        case .labelTooLong: "the label is too long"
        case .userTooLarge: "the user is too large to be kept in a session"
        }
    }

    fileprivate var remedy: String {
        switch base {
        case .unknownToken: "sign in again"
        case .expired: "refresh the session"
        case .reuseDetected: "let everyone who holds tokens of it sign in again"
        case .userIDChanged: "keep the identifier, or sign in as the other user"
        case .labelTooLong: "shorten it before the sign-in, or set maxLabelBytes"
        case .userTooLarge: "keep less of the user in sessions, or set maxUserBytes"
        }
    }
}
