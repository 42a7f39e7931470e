import Foundation

/// How large the run is.
///
/// Each user has four sessions: two begin early and two late, and the early ones are the first to expire. Clients are
/// played for some users only, because this program would otherwise hold more tokens in memory than the store takes.
struct Plan {
    static let sessionsPerUser = 4
    static let tasks = 4
    /// How long a session lives without activity.
    static let idleLifetime: TimeInterval = 12 * 3_600

    let users: Int
    /// Every so manieth user has clients.
    let stride: Int
    /// Operations of the mixed load.
    let operations: Int

    init(sessions: Int) {
        users = max(Self.tasks, sessions / Self.sessionsPerUser)
        stride = max(1, users / 10_000)
        operations = min(sessions / 2, 200_000)
    }

    var sessions: Int { users * Self.sessionsPerUser }

    /// The users of one task. No two tasks share one, so that each task knows what has to come of what it does.
    func users(ofTask task: Int) -> StrideTo<Int> {
        Swift.stride(from: task, to: users, by: Self.tasks)
    }

    func hasClients(_ user: Int) -> Bool { (user / Self.tasks).isMultiple(of: stride) }
}
