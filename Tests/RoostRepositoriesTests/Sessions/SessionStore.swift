import Foundation
import Roost
import Testing

@testable import RoostRepositories

struct Account: SessionUser, Equatable {
    var id: Int
    var name = "Ada"
    var roles = ["reader"]
}

/// A database of sessions with a clock of its own.
struct SessionStore<User: SessionUser> {
    let clock: SessionTestClock
    let db: Database
    let sessions: Sessions<User>
    /// All that was reported so far.
    let events = SessionTestValue<[SessionEvent<User.ID>]>([])

    /// In memory, unless there is a path. No refresh may be repeated and no erasure waits, unless the test says so.
    init(
        _ user: User.Type = Account.self, at path: String? = nil, clock: SessionTestClock = SessionTestClock(),
        configure: (inout SessionConfiguration) -> Void = { _ in }
    ) throws {
        var options = DatabaseOptions()
        options.durability = .none
        options.compressesBlocks = false
        options.clock = { clock.now }
        var configuration = SessionConfiguration()
        configuration.refreshOverlap = 0
        configuration.refreshRetryWindow = 0
        configuration.erasureInterval = 0
        configure(&configuration)
        self.clock = clock
        let tables = Sessions<User>.tables()
        db =
            try path.map { try Database.open(at: $0, tables: tables, options: options) }
            ?? Database.inMemory(tables: tables, options: options)
        sessions = try Sessions(
            in: db, named: Sessions<User>.defaultName, configuration: configuration,
            onEvent: { [events] event in events.withLock { $0.append(event) } }, clock: clock.sessionClock)
    }

    /// The sessions as another process would have them after a restart: without what the first one has in memory.
    func restarted() throws -> Sessions<User> {
        try Sessions(
            in: db, named: Sessions<User>.defaultName, configuration: sessions.configuration,
            onEvent: { [events] event in events.withLock { $0.append(event) } }, clock: clock.sessionClock)
    }

    /// What a program sees of tokens: whether they work at this moment.
    func works(_ granted: GrantedSession<User>) throws -> Bool {
        try sessions.session(accessToken: granted.accessToken.text)?.id == granted.session.id
    }

    func verify() throws {
        let report = try db.verify()
        #expect(report.problems.isEmpty, "\(report)")
    }
}

/// A clock that only tests move.
final class SessionTestClock: @unchecked Sendable {
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private let lock = NSLock()
    private var time = start
    private var instant = ContinuousClock.now
    private var delays: [Duration] = []

    var now: Date { lock.withLock { time } }

    /// The delays that were asked for; none was waited for.
    var askedDelays: [Duration] { lock.withLock { delays } }

    func advance(_ seconds: TimeInterval) {
        lock.withLock {
            time += seconds
            instant += .seconds(seconds)
        }
    }

    /// Sets the time of day; no time passes.
    func set(ahead seconds: TimeInterval) { lock.withLock { time += seconds } }

    var sessionClock: SessionClock {
        SessionClock(
            instant: {
                self.lock.withLock {
                    // What comes later has a later time, if only by a microsecond.
                    self.instant += .microseconds(1)
                    return self.instant
                }
            },
            run: { queue, delay, body in
                self.lock.withLock { self.delays.append(delay) }
                queue.async(execute: body)
            })
    }
}

/// A value that several threads of a test share.
final class SessionTestValue<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<T>(_ body: (inout Value) throws -> T) rethrows -> T { try lock.withLock { try body(&value) } }

    var current: Value { withLock { $0 } }
}

/// Expects a ``SessionError`` of this code and a description that shows none of some texts.
func expectSessionError<Result>(
    _ code: SessionError.Code, hiding secrets: String..., sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Result
) {
    do {
        _ = try body()
        Issue.record("nothing was thrown instead of \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? SessionError)?.code == code, "\(error)", sourceLocation: sourceLocation)
        for secret in secrets { #expect(!"\(error)".contains(secret), sourceLocation: sourceLocation) }
    }
}

/// Holds a thread, not one of a pool, until the condition holds.
func block(until condition: () -> Bool) {
    let end = ContinuousClock.now + .seconds(1_200)
    // A millisecond for others each time: a thread that only yields keeps a processor busy, and there may be two.
    while !condition(), ContinuousClock.now < end { poll(nil, 0, 1) }
}

/// Lets other tasks run until the condition holds; what never comes is an error instead of a hanging test.
func yieldUntil(_ condition: () throws -> Bool) async throws {
    struct NeverHappened: Error {}
    let end = ContinuousClock.now + .seconds(1_200)
    while try !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened() }
        await Task.yield()
    }
}

/// Expects a ``SessionError`` of this code.
func expectSessionError<Result>(
    _ code: SessionError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Result
) async {
    do {
        _ = try await body()
        Issue.record("nothing was thrown instead of \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? SessionError)?.code == code, "\(error)", sourceLocation: sourceLocation)
    }
}

/// Expects a `RoostError` of this code.
func expectRoostError<Result>(
    _ code: RoostError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
    do {
        _ = try body()
        Issue.record("nothing was thrown instead of \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? RoostError)?.code == code, "\(error)", sourceLocation: sourceLocation)
    }
}

/// A folder of its own for each test, removed with it.
final class SessionFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("sessions-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Whether any file contains the middle of a text; compression of keys may part it elsewhere.
    func contains(_ text: String) throws -> Bool {
        let part = Data(text.utf8.dropFirst(10).prefix(16))
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let content = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
            if content.range(of: part) != nil { return true }
        }
        return false
    }
}
