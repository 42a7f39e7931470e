/// The records of one table in a scope: look-ups by primary key, writes, and the start of queries.
///
/// On a ``Database`` each verb is a transaction of its own; in a transaction it is a statement, which applies wholly or
/// not at all. Verbs on a database also exist as `async`, where they run on the store's own threads; only `get` by primary
/// key and ``revision(of:)`` do not: each reads one key, which costs less than a change of thread.
public struct Records<R: Record, S: Scope & ~Escapable>: ~Escapable {
    let scope: S
    let table: Table<R, R.Key>

    @_lifetime(copy scope)
    init(_ scope: S, _ table: Table<R, R.Key>) {
        self.scope = scope
        self.table = table
    }
}

extension Records: Escapable where S: Escapable {}
extension Records: Sendable where S: Sendable {}
