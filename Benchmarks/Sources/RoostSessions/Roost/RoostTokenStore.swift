import Contenders
import Foundation
import Measuring
import Roost
import RoostRepositories

/// `Sessions` with its defaults, but for what the rules say.
final class RoostTokenStore: TokenStore {
    static let contender = Contender.roost

    let database: Database
    private let folder: URL
    private let clock: MovingClock

    init(at folder: URL, clock: MovingClock) throws {
        self.folder = folder
        self.clock = clock
        var options = DatabaseOptions()
        options.clock = { clock.now }
        database = try Database.open(at: folder.path, tables: Sessions<Account>.tables(), options: options)
    }

    func sessions(_ rules: SessionRules) throws -> Sessions<Account> {
        var configuration = SessionConfiguration()
        configuration.accessLifetime = nil
        configuration.idleLifetime = rules.idleLifetime
        configuration.absoluteLifetime = SessionRules.absoluteLifetime
        configuration.touchInterval = rules.touchInterval
        // The others have neither.
        configuration.refreshOverlap = 0
        configuration.refreshRetryWindow = 0
        configuration.durability = rules.durability == .full ? .full : Durability.none
        if !rules.erases { configuration.erasure = .deferred(after: .max) }
        return try Sessions<Account>(in: database, configuration: configuration)
    }

    func verbs(_ rules: SessionRules) throws -> any TokenVerbs {
        RoostTokenVerbs(sessions: try sessions(rules))
    }

    func load(_ accounts: [Int], _ rules: SessionRules) throws -> [GrantedTokens] {
        let verbs = try verbs(rules)
        return try accounts.map { try verbs.signIn(Account(number: $0)) }
    }

    func settle() throws { try database.compact() }

    func bytesOnDisk() throws -> Int { try FileSystem.bytes(in: folder) }

    func close() throws { try database.close() }
}
