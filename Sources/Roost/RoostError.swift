public import Foundation

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
/// `CancellationError`; everything else that Roost throws is a `RoostError`. Its description says what happened, to what,
/// and what to do: it names tables, indexes, field paths, positions and files, and never shows stored values.
/// `localizedDescription` is the same text.
public struct RoostError: Error, Sendable {
    /// What went wrong.
    public var code: Code
    /// What happened: a sentence for a developer, without stored values.
    public var message: String
    /// What to do about it: a sentence for a developer.
    public var remedy: String
    /// The table it happened in.
    public var table: String?
    /// The index it happened on.
    public var index: String?
    /// The field path it is about, as declared.
    public var field: String?
    /// The position, from 0, of the offending element in the sequence given to a bulk verb, of the offending record in the
    /// answer that `modify` changes, or for ``Code/unknownValue`` of the value in the answer. Of several records that claim
    /// one key, the first gets it and the others offend.
    public var position: Int?
    /// The primary key of the record that holds the unique entry (for ``Code/uniqueViolation``) or the primary key
    /// (for ``Code/primaryKeyExists``). Kept out of the description, because it is a stored value.
    public var holder: (any KeyComponent)?
    /// The primary key of the record the error is about, when its stored bytes cannot be read or decoded. Kept out of
    /// the description, because it is a stored value.
    public var key: (any KeyComponent)?
    /// Every failing position of a bulk verb, in order, and every record of a `modify` whose primary key or unique key is
    /// taken; the error itself repeats the first.
    public var failures: [RoostError]
    /// The file or folder it is about.
    public var path: String?
    /// What the operating system said, as its number, such as `ENOSPC`; nil when it was not asked.
    public var errno: Int32?
    /// The process that has the store open, for ``Code/locked``; nil when it is not known.
    public var processID: Int32?
    /// The error that caused this one. A `DecodingError` or `EncodingError` keeps its kind, its type and its place, and
    /// loses what may show stored values: keys of dictionaries in the coding path are `*`, and its text is Roost's. Any other
    /// error of your own code is the one that was thrown.
    public var underlying: (any Error)?

    /// Makes an error, for what is built on Roost and refuses arguments as Roost does.
    ///
    /// - Parameters:
    ///   - code: what went wrong.
    ///   - message: a sentence for a developer, without stored values.
    ///   - remedy: what to do about it; nil for what the code says by itself.
    ///   - underlying: the error that caused this one.
    public init(_ code: Code, _ message: String, remedy: String? = nil, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy ?? code.remedy
        self.failures = []
        self.underlying = underlying.map(CodingFailure.redacted)
    }
}

extension RoostError: CustomStringConvertible {
    /// Code, message, place and remedy; never a stored value.
    public var description: String {
        var text = "\(code): \(message)"
        if let table { text += " [table \(table)]" }
        if let index { text += " [index \(index)]" }
        if let field { text += " [field \(field)]" }
        if let position { text += " [position \(position)]" }
        if failures.count > 1 { text += " [\(failures.count) failures]" }
        if let path, !path.isEmpty { text += " [\(path.printable)]" }
        if let errno { text += " [errno \(errno)]" }
        return text + "; " + remedy
    }
}

extension String {
    /// On one line, whatever file names may contain.
    fileprivate var printable: String {
        guard unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return self }
        return unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? $0.escaped(asASCII: true) : String($0) }
            .joined()
    }
}

extension RoostError: LocalizedError {
    /// The same text as `description`.
    public var errorDescription: String? { description }
    /// What happened, without the place and the remedy.
    public var failureReason: String? { message }
    /// What to do about it.
    public var recoverySuggestion: String? { remedy }
}
