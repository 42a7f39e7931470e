import Foundation
import RoostRepositories

/// A session of a task, and when it ends by itself.
struct OwnSession {
    /// Times are kept in milliseconds, and a task can be stopped between looking at the clock and asking.
    static let tolerance = 0.05

    let userID: Int
    var access: String
    var refresh: String
    var expiresAt: Date

    init(_ granted: GrantedSession<SoakUser>) {
        userID = granted.session.userID
        access = granted.accessToken.text
        refresh = granted.refreshToken.text
        expiresAt = granted.session.expiresAt
    }

    /// Whether it may be found by a question that was asked then.
    func mayLive(at time: Date) -> Bool { time < expiresAt.addingTimeInterval(Self.tolerance) }

    /// Whether it may be absent from an answer that came then.
    func mayBeGone(at time: Date) -> Bool { time > expiresAt.addingTimeInterval(-Self.tolerance) }
}
