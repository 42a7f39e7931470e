public import Foundation
public import Roost

/// The sessions of an application's users: sign-in, token look-up, refresh with rotation and reuse detection, sign-out.
///
/// ```swift
/// let db = try Database.open(at: "accounts.roost", tables: Sessions<Account>.tables())
/// let sessions = try Sessions<Account>(in: db)
///
/// let granted = try await sessions.signIn(account, label: "Firefox on Linux")
/// // The client gets granted.accessToken.text and granted.refreshToken.text.
///
/// guard let session = try sessions.session(accessToken: bearer) else { throw HTTPError(.unauthorized) }
/// let renewed = try await sessions.refresh(refreshToken)
/// try await sessions.signOut(sessionID: session.id)
/// ```
///
/// Make one for each database and name, and share it: that concurrent refreshes agree on one pair of tokens, events, and
/// deferred erasure are known to the instance alone. It is safe to use from any number of threads and tasks.
///
/// Each operation is one atomic transaction. Transactions that write run one after another, so that of any two operations
/// on a session one comes first: what `signOutEverywhere(_:)` has ended, no refresh revives.
///
/// What takes rights away is not lost with its caller: `signOut` in all its forms, `removeAll()`, `updateUser(_:_:)`, and
/// the end of a session whose refresh token was used twice go on to their commit when the task is cancelled. All others
/// stop, and change nothing.
///
/// Operations that write or may scan exist twice, synchronous and `async`. ``session(accessToken:)`` and its like are
/// synchronous only, because they cost less than a change of thread. None may be called inside a transaction of the
/// database: that is `RoostError.Code.reentrant`.
public final class Sessions<User: SessionUser>: Sendable {
    /// The name of the table unless said otherwise.
    public static var defaultName: String { "sessions" }

    /// What to open a database with.
    ///
    /// - Parameter name: the name of the table.
    public static func tables(named name: String = defaultName) -> [any TableDeclaration] {
        [SessionQueries<User>(named: name).table]
    }

    /// The records, for queries of your own: `db.records(in: sessions.table)`. Writing to them is at your own risk.
    public var table: Table<Session<User>, UUID> { queries.table }
    /// How it was made.
    public let configuration: SessionConfiguration

    let database: Database
    let queries: SessionQueries<User>
    let identifiers = SessionIdentifiers()
    let memory: RefreshMemory<User>
    let clock: SessionClock
    let reports: EventBroadcast<SessionEvent<User.ID>>
    let eraser: SessionEraser

    /// Uses the sessions in a database.
    ///
    /// - Parameters:
    ///   - database: opened with ``tables(named:)``.
    ///   - name: the name given there.
    ///   - configuration: lifetimes, limits, and the form of stored tokens.
    ///   - onEvent: called with each event after it was committed, on the thread that did it and before the operation
    ///     returns. It should be quick.
    /// - Throws: `RoostError.Code.invalidArgument` for a configuration that makes no sense,
    ///   `RoostError.Code.tableNotDeclared` when the database was opened without the table.
    public convenience init(
        in database: Database, named name: String = defaultName,
        configuration: SessionConfiguration = SessionConfiguration(),
        onEvent: (@Sendable (SessionEvent<User.ID>) -> Void)? = nil
    ) throws {
        try self.init(
            in: database, named: name, configuration: configuration, onEvent: onEvent, clock: SessionClock())
    }

    init(
        in database: Database, named name: String, configuration: SessionConfiguration,
        onEvent: (@Sendable (SessionEvent<User.ID>) -> Void)?, clock: SessionClock
    ) throws {
        try configuration.validate()
        let queries = SessionQueries<User>(named: name)
        try database.read { tx in
            // Finds out whether it is declared, before the first user does.
            _ = try tx.query(Query(in: queries.table)).explain()
        }
        self.database = database
        self.configuration = configuration
        self.queries = queries
        self.clock = clock
        memory = RefreshMemory(
            retention: .seconds(max(configuration.refreshOverlap, configuration.refreshRetryWindow)))
        let reports = EventBroadcast<SessionEvent<User.ID>>(onEvent, bufferSize: 1_024)
        self.reports = reports
        eraser = SessionEraser(database, queries.table, configuration, clock) { [weak reports] code in
            reports?.send(.erasureFailed(code))
        }
    }

    /// What happens to sessions from now on, as far as this instance does it.
    ///
    /// Every call makes a stream of its own, which ends with the instance. Events come after their commit; those of
    /// concurrent operations come in no particular order. A listener that falls behind by more than 1,024 events loses the
    /// oldest.
    public var events: AsyncStream<SessionEvent<User.ID>> { reports.subscribe() }
}
