/// The one error type of Roost, matched by its code:
///
/// ```swift
/// do {
///     try db[Airport.self].add(airport)
/// } catch RoostError.Code.primaryKeyExists {
///     // there already
/// }
/// ```
///
/// An error thrown by a closure of yours passes through Roost unchanged, and a cancelled task throws
/// `CancellationError`; everything else that Roost throws is a `RoostError`. Its description names tables, indexes,
/// field paths, positions and files, and never shows stored values.
public struct RoostError: Error, Sendable {
    /// What went wrong.
    public var code: Code
    /// A sentence for a developer, without stored values.
    public var message: String
    /// The table it happened in.
    public var table: String?
    /// The index it happened on.
    public var index: String?
    /// The field path it is about, as declared.
    public var field: String?
    /// The position, from 0, of the offending element in the sequence given to a bulk verb; for
    /// ``Code/unknownValue``, of the value in the answer.
    public var position: Int?
    /// The primary key of the record that holds the unique entry (for ``Code/uniqueViolation``) or the primary key
    /// (for ``Code/primaryKeyExists``). Kept out of the description, because it is a stored value.
    public var holder: (any KeyComponent)?
    /// The primary key of the record the error is about, when its stored bytes cannot be read or decoded. Kept out of
    /// the description, because it is a stored value.
    public var key: (any KeyComponent)?
    /// Every failing position of a bulk verb, in order; the error itself repeats the first.
    public var failures: [RoostError]
    /// The file or folder it is about.
    public var path: String?
    /// The error that caused this one.
    public var underlying: (any Error)?

    /// Makes an error, for what is built on Roost and refuses arguments as Roost does.
    ///
    /// - Parameters:
    ///   - code: what went wrong.
    ///   - message: a sentence for a developer, without stored values.
    ///   - underlying: the error that caused this one.
    public init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.failures = []
        self.underlying = underlying
    }
}

extension RoostError: CustomStringConvertible {
    /// Code, message and place; never a stored value.
    public var description: String {
        var text = "\(code): \(message)"
        if let table { text += " [table \(table)]" }
        if let index { text += " [index \(index)]" }
        if let field { text += " [field \(field)]" }
        if let position { text += " [position \(position)]" }
        if failures.count > 1 { text += " [\(failures.count) failures]" }
        if let path { text += " [\(path)]" }
        return text
    }
}
