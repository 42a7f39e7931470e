public import Foundation
public import Roost

/// Something that happened to a session, told after it was committed. Contains no token.
public enum SessionEvent<UserID: Hashable & Sendable>: Sendable, Hashable {
    /// A user has signed in.
    case signedIn(sessionID: UUID, userID: UserID)
    /// A session has new tokens.
    case refreshed(sessionID: UUID, userID: UserID)
    /// A spent refresh token was presented again, and its client got the tokens it had been exchanged for: a tab beside
    /// another where it is an overlap, else a client that did not get the answer. Many of them may be a thief's.
    case refreshRepeated(sessionID: UUID, userID: UserID, isOverlap: Bool)
    /// A spent refresh token was presented, and the session ended for it. Tell the user: a token may have been stolen.
    case reuseDetected(sessionID: UUID, userID: UserID)
    /// A session was signed out.
    case signedOut(sessionID: UUID, userID: UserID)
    /// A session was ended because its user has signed in elsewhere and `limit` sessions are allowed.
    case evicted(sessionID: UUID, userID: UserID, limit: Int)
    /// All sessions of all users were removed.
    case allRemoved
    /// The bytes of ended sessions could not be erased in the background, and are on the disk still. It is tried again when
    /// the next session ends.
    case erasureFailed(RoostError.Code)
}

extension SessionEvent {
    /// Whether it has left bytes of a session behind.
    var endsSession: Bool {
        switch self {
        case .signedIn, .refreshed, .refreshRepeated, .erasureFailed: false
        case .reuseDetected, .signedOut, .evicted, .allRemoved: true
        }
    }
}
