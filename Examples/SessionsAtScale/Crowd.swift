import Foundation
import RoostRepositories

/// The users of one task and what they do.
struct Crowd: Sendable {
    private let store: Store
    private let users: StrideTo<Int>
    private let hasClients: @Sendable (Int) -> Bool
    private var households: [Household] = []
    private var generator: SeededGenerator
    private(set) var latencies = Latencies()
    /// Sessions that have not been signed out, by the moment they expire at.
    private(set) var census: [Date: Int] = [:]

    init(_ store: Store, _ plan: Plan, task: Int) {
        self.store = store
        users = plan.users(ofTask: task)
        hasClients = { plan.hasClients($0) }
        generator = SeededGenerator(seed: UInt64(task))
    }

    /// The sessions that have to be there now.
    func living(at now: Date) -> Int {
        census.reduce(0) { $0 + ($1.key > now ? $1.value : 0) }
    }

    /// Forgets what was measured so far.
    mutating func resetLatencies() {
        latencies = Latencies()
    }

    /// Signs each user in twice.
    mutating func signInAll() async throws {
        var position = 0
        for user in users {
            var clients: [Client] = []
            for _ in 0..<2 { clients.append(try await signIn(user)) }
            guard hasClients(user) else { continue }
            if position == households.count { households.append(Household(user: user)) }
            households[position].clients += clients
            position += 1
        }
    }

    /// One operation of the mixed load, by one client. Knows and checks what has to come of it.
    mutating func act() async throws {
        let place = Int.random(in: 0..<households.count, using: &generator)
        households[place].clients.removeAll { $0.expiresAt <= store.clock.now }
        guard let client = households[place].clients.indices.randomElement(using: &generator) else {
            households[place].clients.append(try await signIn(households[place].user))
            return
        }
        switch Int.random(in: 0..<100, using: &generator) {
        case ..<80: try await lookUp(households[place].clients[client], of: households[place].user)
        case ..<90: try await touch(client, in: place)
        case ..<96: try await refresh(client, in: place)
        case ..<99: try await signOut(client, in: place)
        default: try await signOutEverywhere(place)
        }
    }

    private mutating func signIn(_ user: Int) async throws -> Client {
        let sessions = store.sessions
        let account = Account(id: user)
        let client = Client(try await latencies.measure(.signIn) { try await sessions.signIn(account) })
        census[client.expiresAt, default: 0] += 1
        return client
    }

    private mutating func lookUp(_ client: Client, of user: Int) async throws {
        let sessions = store.sessions
        let session = try await latencies.measure(.lookUp) { try sessions.session(accessToken: client.accessToken) }
        try expect(session?.userID, user, "the user of a session")
    }

    private mutating func touch(_ client: Int, in place: Int) async throws {
        let sessions = store.sessions
        let token = households[place].clients[client].accessToken
        let session = try await latencies.measure(.touch) { try await sessions.touch(accessToken: token) }
        guard let session else { throw Mismatch("a session that was touched is not there") }
        move(client, in: place, to: session.expiresAt)
    }

    private mutating func refresh(_ client: Int, in place: Int) async throws {
        let sessions = store.sessions
        let token = households[place].clients[client].refreshToken
        let granted = try await latencies.measure(.refresh) { try await sessions.refresh(token) }
        move(client, in: place, to: granted.session.expiresAt)
        households[place].clients[client] = Client(granted)
    }

    private mutating func signOut(_ client: Int, in place: Int) async throws {
        let sessions = store.sessions
        let client = households[place].clients.remove(at: client)
        let isSignedOut = try await latencies.measure(.signOut) {
            try await sessions.signOut(accessToken: client.accessToken)
        }
        try expect(isSignedOut, "a session that was signed out was not there")
        try expect(try sessions.session(accessToken: client.accessToken) == nil, "a token works after signing out")
        census[client.expiresAt, default: 0] -= 1
    }

    private mutating func signOutEverywhere(_ place: Int) async throws {
        let sessions = store.sessions
        let user = households[place].user
        let count = try await latencies.measure(.signOutEverywhere) { try await sessions.signOutEverywhere(user) }
        try expect(count, households[place].clients.count, "sessions signed out everywhere")
        for client in households[place].clients { census[client.expiresAt, default: 0] -= 1 }
        households[place].clients = []
    }

    private mutating func move(_ client: Int, in place: Int, to expiry: Date) {
        census[households[place].clients[client].expiresAt, default: 0] -= 1
        census[expiry, default: 0] += 1
        households[place].clients[client].expiresAt = expiry
    }
}
