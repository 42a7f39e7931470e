#if Hummingbird
import Foundation
import NIOCore
import Roost
import RoostRepositories
import Testing

@testable import LoginServer

/// Who may try passwords how often, by a clock that only the tests move.
@Suite(.timeLimit(.minutes(10))) struct SignInThrottleTests {
    private static let ada = "ada"
    private let clock = TestClock()
    private let work = WorkObserver()
    private let database: Database
    private let throttle: SignInThrottle

    init() throws {
        database = try Self.open(clock, work)
        throttle = SignInThrottle(database: database, limits: SignInLimits())
    }

    private static func open(_ clock: TestClock, _ work: WorkObserver, at path: String? = nil) throws -> Database {
        var options = DatabaseOptions()
        options.durability = .none
        options.clock = { clock.now }
        options.observers = [work]
        return try path.map { try Database.open(at: $0, tables: SignInThrottle.tables, options: options) }
            ?? Database.inMemory(tables: SignInThrottle.tables, options: options)
    }

    private func address(_ number: Int) throws -> ClientAddress {
        ClientAddress(try SocketAddress(ipAddress: "10.0.\(number / 250).\(number % 250 + 1)", port: 1))
    }

    private func name(_ text: String) throws -> MemberName { try #require(MemberName(text)) }

    /// The attempt, or how long it has to wait.
    private func attempt(
        _ text: String = ada, from number: Int
    ) async throws -> (attempt: SignInThrottle.Attempt?, wait: TimeInterval) {
        do {
            return (try await throttle.begin(name(text), from: address(number)), 0)
        } catch let error as TooManyAttempts {
            return (nil, error.retryAfter)
        }
    }

    /// How many of some wrong passwords are looked at.
    private func wrong(_ count: Int, _ text: String = ada, from number: Int) async throws -> Int {
        var passed = 0
        for _ in 0..<count where try await attempt(text, from: number).attempt != nil { passed += 1 }
        return passed
    }

    private func signIn(_ text: String = ada, from number: Int) async throws -> Bool {
        guard let attempt = try await attempt(text, from: number).attempt else { return false }
        try await throttle.succeed(attempt)
        return true
    }

    @Test func anAddressTriesAnAccountAFewTimesAndThenOnceAMinute() async throws {
        #expect(try await wrong(20, from: 1) == 5)
        #expect(try await attempt(from: 1).wait == 60)
        clock.advance(59)
        #expect(try await attempt(from: 1).wait == 1)
        clock.advance(1)
        #expect(try await wrong(20, from: 1) == 1)
        clock.advance(3_600)
        #expect(try await wrong(20, from: 1) == 5)
    }

    @Test func anAddressTriesAllAccountsTogetherSoManyTimes() async throws {
        var passed = 0
        for index in 0..<100 { passed += try await wrong(1, "name\(index)", from: 1) }
        #expect(passed == throttle.limits.address.burst)
        clock.advance(10)
        #expect(try await wrong(5, "another", from: 1) == 1)
        #expect(try await wrong(5, "another", from: 2) == 5)
    }

    /// Neither its own session nor any other gives an attacker new attempts.
    @Test func aSuccessGivesBackOnlyItself() async throws {
        var passed = 0
        for index in 0..<50 {
            passed += try await wrong(1, "name\(index)", from: 1)
            if index.isMultiple(of: 3) { _ = try await signIn("mallory", from: 1) }
        }
        #expect(passed == throttle.limits.address.burst)
    }

    @Test func attemptsAtTheSameTimeAreAllCounted() async throws {
        let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { try await attempt(from: 1).attempt != nil } }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(passed == 5)
    }

    @Test func anAccountIsTriedSoManyTimesByAllTogether() async throws {
        var passed = 0
        for number in 1...100 { passed += try await wrong(10, from: number) }
        #expect(passed == throttle.limits.account.burst)
        // By an hour later, 120 more were looked at, whoever tries.
        for _ in 0..<3_600 {
            clock.advance(1)
            for number in 1...3 { passed += try await wrong(1, from: number) }
        }
        #expect(passed <= throttle.limits.account.burst + 3_600 / 30)
    }

    @Test func nobodyIsLockedOutAtHome() async throws {
        #expect(try await signIn(from: 1))
        for _ in 0..<50 {
            for number in 2...60 { _ = try await attempt(from: number) }
            clock.advance(10)
            // From where it was signed in before, however many others try.
            #expect(try await signIn(from: 1))
        }
        // From elsewhere it waits for as long as the attack lasts, and half a minute.
        let wait = try await attempt(from: 1_000).wait
        #expect(wait > 0 && wait <= 30)
        clock.advance(wait)
        #expect(try await signIn(from: 1_000))
    }

    @Test func whoSharesTheAddressOfAnAttackerWaitsForSeconds() async throws {
        #expect(try await signIn(from: 1))
        for index in 0..<100 { _ = try await attempt("name\(index)", from: 1) }
        let wait = try await attempt(from: 1).wait
        #expect(wait > 0 && wait <= throttle.limits.address.interval)
    }

    @Test func sessionsOfAnAccountAreLimitedByWhoKnowsThePassword() async throws {
        var signedIn = 0
        for _ in 0..<50 where try await signIn(from: 1) { signedIn += 1 }
        #expect(signedIn == throttle.limits.sessionsOfAccount.burst)
        #expect(try await wrong(5, "grace", from: 1) == 5)
    }

    @Test func theAddressesThatAnAccountKnowsAreFew() async throws {
        for number in 1...30 {
            clock.advance(60)
            #expect(try await signIn(from: number))
        }
        #expect(try await database[KnownAddress.self].count() == throttle.limits.knownAddresses)
        clock.advance(throttle.limits.knownAddressLifetime)
        _ = database.now
        #expect(try await database[KnownAddress.self].count() == 0)
    }

    @Test func allNamesTogetherTakeBoundedRoomAndWork() async throws {
        var throttle = throttle
        throttle.limits.tallies = 200
        // The account that is tried most is forgotten last.
        for number in 0..<30 { _ = try await throttle.begin(name(Self.ada), from: address(number)) }
        work.forget()
        for index in 0..<2_000 {
            _ = try? await throttle.begin(name("name\(index)"), from: address(100 + index / 10))
        }
        #expect(try await database[SignInTally.self].count() <= 200)
        #expect(try await database.verify().problems.isEmpty)
        #expect(work.mostKeysRead <= 40)
        await #expect(throws: TooManyAttempts.self) { try await throttle.begin(name(Self.ada), from: address(2_000)) }
    }

    @Test func whoHasToWaitTakesNoTurnFromWriters() async throws {
        #expect(try await wrong(5, from: 1) == 5)
        work.forget()
        #expect(try await wrong(1_000, from: 1) == 0)
        #expect(work.writes == 0)
        #expect(work.mostKeysRead <= 8)
    }

    @Test func allFormsOfANameAreOne() async throws {
        #expect(try await wrong(3, "zo\u{e9}", from: 1) == 3)
        #expect(try await wrong(20, "zoe\u{301}", from: 1) == 2)
    }

    @Test(arguments: [
        "", String(repeating: "a", count: 65), String(repeating: "\u{301}", count: 2_000),
        "a" + String(repeating: "\u{301}", count: 33),
    ])
    func whatIsTooLongIsNobodysName(text: String) { #expect(MemberName(text) == nil) }

    @Test func itOutlivesTheServer() async throws {
        let folder = TemporaryFolder()
        for round in 0..<2 {
            let database = try Self.open(clock, work, at: folder.path)
            let throttle = SignInThrottle(database: database, limits: SignInLimits())
            var passed = 0
            for _ in 0..<10 where (try? await throttle.begin(name(Self.ada), from: address(1))) != nil { passed += 1 }
            #expect(passed == (round == 0 ? 5 : 0))
            try await database.close()
        }
    }

    @Test func whatSomeoneTypedForANameIsNotKept() async throws {
        _ = try await attempt("typed-by-mistake", from: 1)
        _ = try await signIn("typed-by-mistake", from: 1)
        let tallies = try await database[SignInTally.self].toArray()
        let addresses = try await database[KnownAddress.self].toArray()
        #expect(!tallies.isEmpty && !addresses.isEmpty)
        #expect(!"\(tallies) \(addresses)".contains("mistake"))
    }
}
#endif
