import Foundation
import Roost
import RoostRepositories
import Testing

@Suite("Sessions: races")
struct SessionRaceTests {
    private static let rounds = 40

    @Test("No refresh revives what a sign-out everywhere has ended")
    func refreshAgainstSignOutEverywhere() async throws {
        let store = try SessionStore()
        for round in 0..<Self.rounds {
            let first = try await store.sessions.signIn(Account(id: round))
            async let refreshed = outcome { try await store.sessions.refresh(first.refreshToken.text) }
            async let ended = store.sessions.signOutEverywhere(round)
            let (result, count) = try await (refreshed, ended)
            #expect(count == 1)
            #expect(try !store.works(first))
            await expectSessionError(.unknownToken) { try await store.sessions.refresh(first.refreshToken.text) }
            switch result {
            case .success(let granted):
                #expect(try !store.works(granted))
                await expectSessionError(.unknownToken) {
                    try await store.sessions.refresh(granted.refreshToken.text)
                }
            case .failure(let error): #expect((error as? SessionError)?.code == .unknownToken)
            }
        }
        #expect(try await store.sessions.count() == 0)
        try store.verify()
    }

    @Test("A sign-out and a refresh of one session come one after the other")
    func refreshAgainstSignOut() async throws {
        let store = try SessionStore()
        for round in 0..<Self.rounds {
            let first = try await store.sessions.signIn(Account(id: round))
            async let refreshed = outcome { try await store.sessions.refresh(first.refreshToken.text) }
            async let ended = store.sessions.signOut(accessToken: first.accessToken.text)
            switch (await refreshed, try await ended) {
            case (.success(let granted), false): #expect(try store.works(granted), "the refresh came first")
            case (.failure(let error), true): #expect((error as? SessionError)?.code == .unknownToken)
            case (let result, let ended): Issue.record("\(result), \(ended)")
            }
            try await store.sessions.signOutEverywhere(round)
        }
        try store.verify()
    }

    @Test("Whoever refreshes, touches, signs in and out at once, the store stays sound")
    func everything() async throws {
        let store = try SessionStore {
            $0.maxSessionsPerUser = 4
            $0.touchInterval = 0
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var generator = SessionTestGenerator(seed: UInt64(worker))
                    for _ in 0..<40 {
                        let user = Int.random(in: 0..<3, using: &generator)
                        let granted = try await store.sessions.signIn(Account(id: user))
                        switch Int.random(in: 0..<5, using: &generator) {
                        case 0: _ = try await store.sessions.touch(accessToken: granted.accessToken.text)
                        case 1: _ = await outcome { try await store.sessions.refresh(granted.refreshToken.text) }
                        case 2: try await store.sessions.signOut(accessToken: granted.accessToken.text)
                        case 3: try await store.sessions.signOutEverywhere(user)
                        default: _ = try await store.sessions.recent(of: user, limit: 3)
                        }
                    }
                }
            }
            group.addTask { for _ in 0..<3 { try await store.sessions.cleanup() } }
            try await group.waitForAll()
        }
        for user in 0..<3 { #expect(try await store.sessions.count(of: user) <= 4) }
        try store.verify()
    }

    @Test("Immediate erasures at once share compactions, and each holds when it returns")
    func erasures() async throws {
        let folder = try SessionFolder()
        let store = try SessionStore(at: folder.path) { $0.tokenPolicy = .readable }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<20 {
                group.addTask {
                    let granted = try await store.sessions.signIn(Account(id: id))
                    #expect(try await store.sessions.signOut(accessToken: granted.accessToken.text))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.sessions.count() == 0)
        try await store.db.close()
    }
}

/// What became of an operation.
private func outcome<T: Sendable>(_ body: () async throws -> T) async -> Result<T, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

/// A repeatable source of random numbers (SplitMix64).
struct SessionTestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
