/// A query in a scope: conditions, order, offset and limit, run by a terminal such as `toArray()`.
///
/// A request is a value: operators return a new one, and each can be run any number of times. Several `where` mean AND.
/// Whatever the order of the calls, a run filters first, then orders, then skips `offset` and takes `limit` records.
/// Without `orderBy`, records come in the order of the index that serves the query.
///
/// `Query<R>` is a request without a scope.
public struct Request<R: Record, S: ~Escapable>: ~Escapable {
    let scope: S
    let table: Table<R, R.Key>
    var specification: QuerySpecification

    @_lifetime(copy scope)
    init(_ scope: S, _ table: Table<R, R.Key>, _ specification: QuerySpecification = QuerySpecification()) {
        self.scope = scope
        self.table = table
        self.specification = specification
    }
}

extension Request: Escapable where S: Escapable {}
extension Request: Sendable where S: Sendable {}

/// The scope of a query that is not bound to one yet.
public struct Unbound: Sendable {}

/// A query that is not bound to a scope: it can be kept, passed on, extended, and run in any scope.
///
/// ```swift
/// let swiss = Query(Airport.self).where(\.country).equals("CH")
/// let count = try db.query(swiss).count()
/// try db.write { tx in try tx.query(swiss).modify { $0.elevation += 1 } }
/// ```
public typealias Query<R: Record> = Request<R, Unbound>

extension Request where S == Unbound {
    /// All records of a type's own table.
    public init(_ type: R.Type) {
        self.init(Unbound(), TableCache.table(of: type))
    }

    /// All records of a table.
    public init(in table: Table<R, R.Key>) {
        self.init(Unbound(), table)
    }
}
