/// A type whose values Roost stores: a `Codable` structure that names its queryable fields once.
///
/// ```swift
/// struct Airport: Record {
///     var icao: String, name: String, country: String
///
///     struct Fields: Sendable {
///         let icao = Field("icao", \Airport.icao)
///         let name = Field("name", \Airport.name)
///         let country = Field("country", \Airport.country)
///     }
///     static let table = Table("airports", fields: Fields(), primaryKey: \Fields.icao) {
///         Index($0.country, $0.name)
///     }
/// }
/// ```
///
/// A generic record type declares `static var table` (computed): Roost asks for it once per type and keeps the answer.
public protocol Record: Codable, Sendable {
    /// The type of the primary key.
    associatedtype Key: KeyComponent
    /// The fields that queries, indexes and changes may name. An undeclared field does not compile.
    associatedtype Fields: Sendable
    /// The table this type is stored in when only the type is named, as in `db[Airport.self]`.
    static var table: Table<Self, Key> { get }
}

/// A key path from a record's ``Record/Fields`` to one field, as in `\.country`.
public typealias FieldPath<R: Record, F> = any KeyPath<R.Fields, F> & Sendable
