import Foundation
import Measuring

/// A store of sessions and what can be done with tokens. Each verb is one transaction; tokens are hashed with SHA-256 and
/// looked for by their digest.
protocol TokenStore: Sendable {
    static var contender: Contender { get }

    /// The verbs under some rules, over the same store.
    func verbs(_ rules: SessionRules) throws -> any TokenVerbs
    /// Signs accounts in, one for each number, in the quickest way that the store has.
    func load(_ accounts: [Int], _ rules: SessionRules) throws -> [GrantedTokens]
    /// Brings the files into the state they would reach by themselves.
    func settle() throws
    /// Bytes of all files.
    func bytesOnDisk() throws -> Int
    func close() throws
}

/// What a server does with tokens. Everything that is answered has been decoded.
protocol TokenVerbs: Sendable {
    /// The account of an access token; nil when it is unknown or its time is over.
    func lookUp(_ accessToken: String) throws -> Int?
    /// Notes that the session is in use; the account, or nil.
    func touch(_ accessToken: String) throws -> Int?
    /// New tokens for a refresh token; nil when it is unknown or was spent.
    func refresh(_ refreshToken: String) throws -> GrantedTokens?
    /// Begins a session.
    func signIn(_ account: Account) throws -> GrantedTokens
    /// Ends a session; whether there was one.
    func signOut(_ accessToken: String) throws -> Bool
}

/// The two tokens of a session.
struct GrantedTokens: Sendable {
    let access: String
    let refresh: String
}
