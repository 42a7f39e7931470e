/// A record's new JSON that a verb writes when it is done.
///
/// Primary keys are judged at the end of a verb, as unique keys are: the records of a `modify` may take over each other's.
/// So a record that gets another primary key waits, and stays where it is meanwhile. What the verb changes after it waits,
/// too, so that records claim their unique keys in the order of the verb.
struct DeferredWrite {
    let formerKey: [UInt8]
    let primaryKey: [UInt8]
    let json: [UInt8]
    /// When the record expires, in milliseconds since 1970; nil for never.
    let expiry: UInt64?
    /// The position of the record in the verb, for errors.
    let position: Int?

    var moves: Bool { formerKey != primaryKey }
}
