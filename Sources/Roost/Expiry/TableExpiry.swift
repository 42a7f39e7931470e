public import Foundation

/// When the records of a table expire, as declared.
enum TableExpiry<R: Record>: Sendable {
    /// At the date in a field; never where that is nil.
    case field(IndexPart<R>)
    /// So many seconds after they were written.
    case after(TimeInterval)

    var schema: ExpirySchema {
        switch self {
        case .field(let part): ExpirySchema(path: part.reference.path.segments)
        case .after: ExpirySchema(path: nil)
        }
    }

    var timeToLive: TimeInterval? {
        if case .after(let seconds) = self { seconds } else { nil }
    }
}

/// What the catalog knows of it. A default time to live is not stored: it is asked for only when a record is written.
struct ExpirySchema: Codable, Sendable, Hashable {
    /// The path of the field; nil for a table with a default time to live.
    var path: [String]?
}

/// The expiry of a ``TableLayout``.
struct ExpiryLayout: Sendable {
    /// Where the field's value stands among those of the table's paths; nil for a default time to live.
    let slot: Int?
    /// The prefix of the queue's keys.
    let queuePrefix: [UInt8]
    /// Everything in the queue below it is swept.
    let sweptMarkKey: [UInt8]
}

/// What becomes of a record's expiry when it is written.
enum Lifetime {
    /// It is as old as the record it replaces: a default time to live goes on.
    case kept(UInt64?)
    /// It begins now, for so many seconds or, where that is nil, for the table's default.
    case restarted(TimeInterval?)
}

extension Table {
    /// The same table, whose records expire at the date in a field, and never where that is nil.
    ///
    /// An expired record is absent from every operation at once, whether `Database.sweep(batchSize:)` has removed it yet
    /// or not. Dates are kept to the millisecond, rounded up. The field cannot have a default.
    public func expiring<V>(at field: FieldPath<R, Field<R, V>>) -> Table where V: KeyComponent, V.Scalar == Date {
        Table(definition: definition.expiring(.field(fields[keyPath: field].part)))
    }

    /// The same table, whose records expire so many seconds after they were last put; the time may be given for single
    /// records when they are put. Updates do not prolong it. 0 and less is expired at once, NaN is
    /// ``RoostError/Code/invalidArgument`` when the database is opened.
    public func expiring(after seconds: TimeInterval) -> Table {
        Table(definition: definition.expiring(.after(seconds)))
    }
}
