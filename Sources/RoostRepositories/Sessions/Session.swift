public import Foundation

/// One sign-in of a user, from the first token to sign-out, expiry or revocation: what OAuth calls a token family.
///
/// Its identifier stays the same through all refreshes, while both tokens change. It is the record that ``Sessions``
/// stores, and can be queried like any other:
///
/// ```swift
/// let old = try db.records(in: Session<Account>.table).where(\.updatedAt).below(lastWeek).count()
/// ```
public struct Session<User: SessionUser>: Codable, Sendable, Identifiable {
    /// Identifies the session. No secret. Later sessions have greater identifiers.
    public let id: UUID
    /// Whose session it is.
    public let userID: User.ID
    /// The user as of the sign-in or the last update.
    public internal(set) var user: User
    /// What the session was labelled with when it began, such as the name of a device.
    public let label: String?

    /// The access token under ``TokenPolicy/readable``; nil where only its digest is stored.
    public internal(set) var accessToken: String?
    /// The refresh token under ``TokenPolicy/readable``; nil where only its digest is stored.
    public internal(set) var refreshToken: String?
    /// The digest of the access token, by which it is found. Keys of indexes end up in places that no compaction erases,
    /// so they are digests under either policy.
    var accessDigest: String
    /// The digest of what all refresh tokens of the session begin with, by which it is found.
    let familyDigest: String
    /// The digest of the refresh token.
    var refreshDigest: String
    /// The digest of the refresh token that the present one was given out for; nil before the first refresh.
    var spentDigest: String?
    /// When that was exchanged; the beginning of the session before the first refresh.
    var rotatedAt: Date
    /// How many refreshes in a row, up to the one before the last, have been repeated.
    var repeatedRefreshes = 0

    /// When the user signed in.
    public let createdAt: Date
    /// When the session was last active: signed in, refreshed or touched.
    public internal(set) var updatedAt: Date
    /// From when on the access token is refused; it may be later than ``expiresAt``, which comes first then.
    public internal(set) var accessExpiresAt: Date
    /// From when on the session can neither be used nor refreshed. Activity moves it. `Date.distantFuture` for never.
    public internal(set) var expiresAt: Date
    /// The latest ``expiresAt`` the session can ever have. `Date.distantFuture` when it has no end.
    public let absoluteExpiresAt: Date
}

extension Session: Equatable where User: Equatable {}

/// Kept out of descriptions and dumps by mistake: the tokens, and what the program knows of the user.
extension Session: CustomStringConvertible, CustomReflectable {
    /// Names the session, without its tokens or its user.
    public var description: String { "Session(\(id))" }

    /// Shows the times, without the tokens or the user.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "id": id, "createdAt": createdAt, "updatedAt": updatedAt, "accessExpiresAt": accessExpiresAt,
                "expiresAt": expiresAt, "absoluteExpiresAt": absoluteExpiresAt,
            ])
    }
}
