/// A session together with its new tokens: what `signIn(_:label:)` and
/// `refresh(_:)` return.
///
/// It is the only place where the tokens are; the store cannot tell them again. Their texts are kept out of
/// descriptions: send `accessToken.text` and `refreshToken.text` to the client.
public struct GrantedSession<User: SessionUser>: Sendable {
    /// The session as it was stored.
    public let session: Session<User>
    /// Lets requests in until ``Session/accessExpiresAt``.
    public let accessToken: Token
    /// Can be exchanged once for new tokens, until ``Session/expiresAt``.
    public let refreshToken: Token
}
