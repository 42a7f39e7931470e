import Foundation

extension RoostError.Code {
    /// What to do about an error of this code, where nothing more is known.
    var remedy: String {
        switch base {
        case .batchTooLarge: "write less in one transaction, or use the bulk verb that takes a chunkSize"
        case .closed: "open the database again, or close it later"
        case .commitUnknown: "close the database, open it again, and look whether the transaction is there"
        case .corruption: "restore the store from a backup"
        case .corruptRecord: "put or delete the record anew, or restore a backup; verify() lists what else is damaged"
        case .decodingFailed: "let the type decode what is stored, by an optional property or its own init(from:)"
        case .encodingFailed: "store what can be encoded; an underlying error says what refused it"
        case .fieldPathMismatch:
            "declare the field with the path of its value in the JSON, the names of coding keys, or not at all"
        case .indexRequired: "declare an index that serves it, or open the database without requiresIndex"
        case .invalidArgument: "change the argument or the declaration that the message names"
        case .invalidKey: "use a value that can be ordered, or nil in an optional field"
        case .invalidPageToken: "begin again with the first page"
        case .io: "see that the folder can be read and written, then open the database again"
        case .keyTooLong: "use a shorter value, such as a hash of it"
        case .locked: "close it there, or open another folder"
        case .missingPrimaryKey:
            "give the record a key; one that is added can do without in a table declared with autoIncrement"
        case .notADirectory: "pass the path of a folder, or one where a folder can be created"
        case .poisoned: "close the database and open it again"
        case .primaryKeyExists: "put replaces the record, upsert changes it, bulkAdd(_:onConflict: .skip) leaves it"
        case .recordTooLarge:
            "keep large data in files, and their names in the record, or raise DatabaseOptions.maxRecordBytes"
        case .reentrant: "use the transaction, not the database"
        case .schemaMismatch: "open the table with the declaration it was created with"
        case .sortTooLarge: "declare an index that gives the order, or raise DatabaseOptions.sortMemoryBytes"
        case .tableNotDeclared: "pass this declaration to Database.open(at:tables:)"
        case .transactionEnded: "use a transaction inside its closure only"
        case .uniqueViolation:
            "change the value or the other record, or leave it out with bulkAdd(_:onConflict: .skip)"
        case .unknownValue: "give the type the case that it lacks, or change what is stored"
        case .unsafeFolder: "let the folder and its files belong to this process's user, who alone may write to them"
        case .unsupportedFormat: "use the version of Roost that wrote it, or a newer one"
        case .valueMismatch: "let the field's value be encoded as the kind it is declared with"
        }
    }

    /// What to do about an error of this code that the operating system gave a reason for.
    func remedy(for errno: Int32?) -> String {
        let first: String? =
            switch errno {
            case ENOSPC, EDQUOT: "make room on the disk"
            case EACCES, EPERM: "let this process read and write the folder and its files"
            case EROFS: "make the file system writable"
            case ENOENT: "create what is missing, or correct the path"
            case EMFILE, ENFILE: "raise the limit of open files"
            case ENAMETOOLONG: "use a shorter path"
            default: nil
            }
        guard let first else { return remedy }
        return self == .commitUnknown || self == .poisoned ? "\(first); then \(remedy)" : first
    }
}
