public import Roost

/// What a session keeps of its user: whatever a request needs to know of who makes it.
///
/// ```swift
/// struct Account: SessionUser {
///     var id: Int
///     var name: String
///     var roles: [String]
/// }
/// ```
///
/// Every session holds a copy, so keep it small; `updateUser(_:_:)` changes all copies of a
/// user.
public protocol SessionUser: Codable, Sendable {
    /// The type of the identifier: an integer, a string, a UUID, or an enumeration of raw values.
    associatedtype ID: KeyComponent & Codable & Hashable where ID.Scalar == ID

    /// Who it is. Its encoded form may be up to 1,200 bytes long, less 9 for a date; it never changes in a session.
    var id: ID { get }
}
