/// Where verbs and queries run: a ``Database`` (each verb its own transaction), a ``ReadTransaction`` or a
/// ``WriteTransaction``. Only Roost conforms types to it.
public protocol Scope: ~Escapable {
    /// Runs one verb over a consistent view.
    func _read<T>(_ access: ReadAccess, _ body: (TransactionContext) throws -> T) throws -> T
}

/// A scope that can write: a ``Database`` or a ``WriteTransaction``.
public protocol WriteScope: Scope, ~Escapable {
    /// Runs one verb that writes.
    func _write<T>(_ body: (WriteContext) throws -> T) throws -> T
}

/// What a verb needs to read, so that a single point read can do without a view.
public struct ReadAccess: Sendable {
    enum Need { case point, view }
    let need: Need

    /// One key answers the whole verb.
    static let point = ReadAccess(need: .point)
    /// Several keys must be seen at one moment.
    static let view = ReadAccess(need: .view)
}
