import Foundation
import Roost
import Testing

@testable import RoostRepositories

/// Honest clients over a bad network and a server that is killed, and thieves who hold a copy of a token.
///
/// `ROOST_SIMULATED_CLIENTS` makes it longer or shorter.
@Suite("Sessions: honest clients and thieves")
struct RefreshSimulationTests {
    private static let clients = Int(ProcessInfo.processInfo.environment["ROOST_SIMULATED_CLIENTS"] ?? "") ?? 250

    /// An honest client: some tabs that share the latest pair.
    private struct Client {
        var pair: GrantedSession<Account>
        let tabs: Int
    }

    /// A server of one store, and what happens on the way to it.
    private struct World {
        let store: SessionStore<Account>
        var sessions: Sessions<Account>
        var generator: SessionTestGenerator

        init(seed: UInt64) throws {
            store = try SessionStore {
                $0.refreshOverlap = 2
                $0.refreshRetryWindow = 60
                $0.accessLifetime = 900
            }
            sessions = store.sessions
            generator = SessionTestGenerator(seed: seed)
        }

        mutating func chance(_ parts: Int, of whole: Int) -> Bool {
            Int.random(in: 0..<whole, using: &generator) < parts
        }

        /// One refresh of all tabs, with answers that are lost and a process that is killed; false when it logs out.
        mutating func refresh(_ client: inout Client) throws -> Bool {
            let token = client.pair.refreshToken.text
            var answer: GrantedSession<Account>?
            do {
                // One process in fifty is killed between the commit and the answer.
                let isKilled = chance(1, of: 50)
                for _ in 0..<client.tabs {
                    let granted = try sessions.refresh(token)
                    store.clock.advance(0.003)
                    // One answer in a thousand is lost on its way.
                    if !isKilled, !chance(1, of: 1_000) { answer = answer ?? granted }
                }
                if isKilled { sessions = try store.restarted() }
                var attempts = 0
                while answer == nil, attempts < 5 {
                    attempts += 1
                    store.clock.advance(8)
                    let granted = try sessions.refresh(token)
                    if !chance(1, of: 1_000) { answer = granted }
                }
            } catch is SessionError {
                return false
            }
            guard let answer else { return false }
            client.pair = answer
            return try sessions.session(accessToken: answer.accessToken.text) != nil
        }
    }

    @Test("None of 10,000 refreshes of honest clients ends a session", arguments: [1, 2, 3, 4] as [UInt64])
    func honest(seed: UInt64) throws {
        var world = try World(seed: seed)
        var clients = try (0..<Self.clients).map { id in
            Client(pair: try world.sessions.signIn(Account(id: id)), tabs: 1 + id % 3)
        }
        var loggedOut = 0
        for _ in 0..<10 {
            world.store.clock.advance(880)
            for index in clients.indices {
                let isIn = try world.refresh(&clients[index])
                if !isIn { loggedOut += 1 }
            }
        }
        #expect(loggedOut == 0, "seed \(seed)")
        #expect(!world.store.events.current.contains { if case .reuseDetected = $0 { true } else { false } })
    }

    /// How a thief goes about with a copy of the owner's refresh token.
    enum Theft: CaseIterable {
        /// Presents the copy every five seconds, and then whatever it got.
        case polls
        /// Presents the copy every five seconds, whatever it got.
        case pollsWithTheFirst
        /// Presents it at the same moment as the owner, uses what it got, and goes on by a schedule of its own.
        case races
        /// Presents it minutes after the owner.
        case comesLate
        /// Presents it first, time after time, and uses nothing.
        case comesFirst
    }

    @Test("A thief is found out within two refreshes of the owner", arguments: Theft.allCases)
    func thieves(theft: Theft) throws {
        for round in 0..<min(60, Self.clients) {
            var world = try World(seed: UInt64(round))
            let owner = try world.sessions.signIn(Account(id: 1))
            var stolen = owner.refreshToken.text
            var current = owner
            var generations = 0
            var isFound = false
            func present(_ body: () throws -> Void) throws {
                do { try body() } catch SessionError.Code.reuseDetected { isFound = true } catch SessionError.Code
                    .unknownToken
                {
                    isFound = true
                }
            }
            while !isFound, generations < 5 {
                // Until the owner refreshes.
                let pause = 600 + Double.random(in: 0..<300, using: &world.generator)
                switch theft {
                case .polls:
                    for _ in 0..<Int(pause / 5) where !isFound {
                        world.store.clock.advance(5)
                        try present { stolen = try world.sessions.refresh(stolen).refreshToken.text }
                    }
                case .comesFirst:
                    world.store.clock.advance(pause - 30)
                    try present { stolen = try world.sessions.refresh(stolen).refreshToken.text }
                    world.store.clock.advance(30)
                case .races:
                    world.store.clock.advance(pause)
                    try present {
                        let granted = try world.sessions.refresh(stolen)
                        stolen = granted.refreshToken.text
                        _ = try world.sessions.session(accessToken: granted.accessToken.text)
                    }
                    world.store.clock.advance(generations == 0 ? 0.01 : 40)
                case .pollsWithTheFirst, .comesLate:
                    world.store.clock.advance(pause)
                }
                guard !isFound else { break }
                generations += 1
                try present {
                    current = try world.sessions.refresh(current.refreshToken.text)
                    _ = try world.sessions.session(accessToken: current.accessToken.text)
                }
                switch theft {
                case .pollsWithTheFirst:
                    for _ in 0..<20 where !isFound {
                        world.store.clock.advance(5)
                        try present { _ = try world.sessions.refresh(stolen) }
                    }
                case .comesLate:
                    world.store.clock.advance(240)
                    try present { stolen = try world.sessions.refresh(stolen).refreshToken.text }
                default: break
                }
            }
            #expect(isFound && generations <= 2, "\(theft), round \(round): \(generations) refreshes of the owner")
            #expect(try world.sessions.count() == 0, "\(theft), round \(round)")
        }
    }
}
