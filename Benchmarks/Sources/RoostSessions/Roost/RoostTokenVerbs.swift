import Roost
import RoostRepositories

struct RoostTokenVerbs: TokenVerbs {
    let sessions: Sessions<Account>

    func lookUp(_ accessToken: String) throws -> Int? {
        try sessions.session(accessToken: accessToken)?.user.id
    }

    func touch(_ accessToken: String) throws -> Int? {
        try sessions.touch(accessToken: accessToken)?.user.id
    }

    func refresh(_ refreshToken: String) throws -> GrantedTokens? {
        do {
            return GrantedTokens(try sessions.refresh(refreshToken))
        } catch SessionError.Code.unknownToken {
            return nil
        } catch SessionError.Code.reuseDetected {
            return nil
        }
    }

    func signIn(_ account: Account) throws -> GrantedTokens {
        GrantedTokens(try sessions.signIn(account, label: "Firefox on Linux"))
    }

    func signOut(_ accessToken: String) throws -> Bool {
        try sessions.signOut(accessToken: accessToken)
    }
}

extension GrantedTokens {
    fileprivate init(_ granted: GrantedSession<Account>) {
        self.init(access: granted.accessToken.text, refresh: granted.refreshToken.text)
    }
}
