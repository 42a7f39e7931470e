import Roost

/// A session that is about to begin: all that can be made and checked before others have to wait for it.
struct SessionDraft<User: SessionUser>: Sendable {
    let user: User
    let label: String?
    let family: TokenFamily
    let tokens: TokenPair
    /// The sessions that the user has already.
    let others: Query<Session<User>>

    /// Throws ``SessionError/Code/labelTooLong`` and ``SessionError/Code/userTooLarge``.
    init(
        _ user: User, _ label: String?, _ configuration: SessionConfiguration, _ queries: SessionQueries<User>
    ) throws {
        try configuration.check(label: label)
        try configuration.check(user: user)
        self.user = user
        self.label = label
        family = TokenFamily()
        tokens = TokenPair(in: family)
        others = queries.sessions(of: user.id)
    }
}
