extension RoostError {
    /// The kinds of ``RoostError``. Usable as a pattern: `catch RoostError.Code.closed`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Base: String, CaseIterable {
            case batchTooLarge, closed, commitUnknown, corruption, corruptRecord, decodingFailed, encodingFailed
            case fieldPathMismatch, indexRequired, invalidArgument, invalidKey, invalidPageToken, io, keyTooLong,
                locked,
                missingPrimaryKey
            case notADirectory, poisoned, primaryKeyExists, recordTooLarge, reentrant
            case schemaMismatch, sortTooLarge, tableNotDeclared, transactionEnded, uniqueViolation, unknownValue
            case unsafeFolder
            case unsupportedFormat
            case valueMismatch
        }

        let base: Base

        /// The transaction is larger than the engine's batch limit; use the chunked form of a bulk verb.
        public static let batchTooLarge = Code(base: .batchTooLarge)
        /// The database has been closed.
        public static let closed = Code(base: .closed)
        /// The engine failed while committing: the transaction may or may not be on disk. The store takes no more
        /// writes until it is opened again.
        public static let commitUnknown = Code(base: .commitUnknown)
        /// The store's files are damaged.
        public static let corruption = Code(base: .corruption)
        /// A stored value cannot be read; the error names its table.
        public static let corruptRecord = Code(base: .corruptRecord)
        /// A stored record does not decode into its Swift type.
        public static let decodingFailed = Code(base: .decodingFailed)
        /// A value refused to be encoded.
        public static let encodingFailed = Code(base: .encodingFailed)
        /// A declared field path does not lead to the value of its key path in the stored JSON: the path is mistyped, or
        /// the JSON has no such value, as of a computed property or behind an array. Thrown by what writes a record and by
        /// what names the field.
        public static let fieldPathMismatch = Code(base: .fieldPathMismatch)
        /// No index serves the query, and ``DatabaseOptions/requiresIndex`` asks for one.
        public static let indexRequired = Code(base: .indexRequired)
        /// An argument is out of its domain.
        public static let invalidArgument = Code(base: .invalidArgument)
        /// A value cannot be a key, such as NaN.
        public static let invalidKey = Code(base: .invalidKey)
        /// A token of a page belongs to another query, or to one that is run otherwise by now.
        public static let invalidPageToken = Code(base: .invalidPageToken)
        /// The operating system refused a read or a write.
        public static let io = Code(base: .io)
        /// A key is longer than 768 bytes (primary key) or 1,200 bytes (index components) after encoding.
        public static let keyTooLong = Code(base: .keyTooLong)
        /// The store is open already, in this process or another.
        public static let locked = Code(base: .locked)
        /// A record has no primary key, and its table does not assign one.
        public static let missingPrimaryKey = Code(base: .missingPrimaryKey)
        /// The path of the store is not a folder.
        public static let notADirectory = Code(base: .notADirectory)
        /// An earlier commit failed, so that the store takes no writes until it is opened again.
        public static let poisoned = Code(base: .poisoned)
        /// A record with this primary key exists.
        public static let primaryKeyExists = Code(base: .primaryKeyExists)
        /// A record's JSON is larger than ``DatabaseOptions/maxRecordBytes``, one to be written or one that is stored.
        public static let recordTooLarge = Code(base: .recordTooLarge)
        /// The database was used inside one of its own transactions (use the transaction), or a verb that writes inside
        /// the closure of another.
        public static let reentrant = Code(base: .reentrant)
        /// A declared table differs from the stored one.
        public static let schemaMismatch = Code(base: .schemaMismatch)
        /// Sorting the answer takes more memory than ``DatabaseOptions/sortMemoryBytes`` allows.
        public static let sortTooLarge = Code(base: .sortTooLarge)
        /// The table was not declared when the database was opened, or was declared otherwise.
        public static let tableNotDeclared = Code(base: .tableNotDeclared)
        /// The transaction has ended.
        public static let transactionEnded = Code(base: .transactionEnded)
        /// Another record has the same key in a unique index.
        public static let uniqueViolation = Code(base: .uniqueViolation)
        /// A stored value is none that its Swift type knows, such as a case that an enumeration has lost. The error names
        /// table and field, and for values such as `keys(_:)` gives them the position in the answer.
        public static let unknownValue = Code(base: .unknownValue)
        /// Others could change what is in the store's folder: it belongs to another user, its group or everyone can write
        /// to it, or something that is no plain file of this user has the name of one of the store's files. The error
        /// names the folder or the file.
        public static let unsafeFolder = Code(base: .unsafeFolder)
        /// The store or a record was written by a newer format.
        public static let unsupportedFormat = Code(base: .unsupportedFormat)
        /// A value in the stored JSON does not fit the kind of its index component.
        public static let valueMismatch = Code(base: .valueMismatch)

        /// The name of the code.
        public var description: String { base.rawValue }

        /// Matches a ``RoostError`` by its code in a `catch` or a `case`.
        public static func ~= (code: Code, error: any Error) -> Bool {
            (error as? RoostError)?.code == code
        }
    }
}
