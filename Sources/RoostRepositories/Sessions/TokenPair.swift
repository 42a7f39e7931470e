/// The tokens a session is about to get.
struct TokenPair: Sendable {
    let access = Token()
    let refresh = Token()
    /// As they are stored.
    let storedAccess: String
    let storedRefresh: String

    init(_ policy: TokenPolicy) {
        storedAccess = policy.storedForm(of: PresentedToken(access))
        storedRefresh = policy.storedForm(of: PresentedToken(refresh))
    }

    func granting<User>(_ session: Session<User>) -> GrantedSession<User> {
        GrantedSession(session: session, accessToken: access, refreshToken: refresh)
    }
}
