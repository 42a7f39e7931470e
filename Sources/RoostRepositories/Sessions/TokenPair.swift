/// The tokens a session is about to get.
struct TokenPair: Sendable {
    let access = Token()
    let refresh: Token
    let accessDigest: TokenDigest
    let refreshDigest: TokenDigest

    // Outside the transaction, which others wait for.
    init(in family: TokenFamily) {
        refresh = Token(in: family)
        accessDigest = TokenDigest(of: access.text)
        refreshDigest = TokenDigest(of: refresh.text)
    }

    func granting<User>(_ session: Session<User>) -> GrantedSession<User> {
        GrantedSession(session: session, accessToken: access, refreshToken: refresh)
    }
}
