/// What an engine reports. Messages never hold stored values.
package struct EngineError: Error, Sendable {
    package enum Code: Sendable {
        /// Another transaction changed what this one read; it may run again.
        case conflict
        /// The batch may or may not have been committed; the store takes no more commits until it is reopened.
        case commitUnknown
        /// The view is older than what the engine keeps.
        case tooOld
        case batchTooLarge
        /// Stored bytes fail their checks.
        case corruption
        case io
        case invalidArgument
        case notSupported
        /// The folder is in use by another open store, in this or another process.
        case locked
        case notADirectory
        /// Others could change the folder or the files in it.
        case unsafeFolder
        case closed
        case keyTooLong
        case valueTooLong
    }

    package var code: Code
    /// What happened, or what the operating system said.
    package var message: String
    /// The file or folder it is about.
    package var path: String?
    /// What the operating system said, as its number.
    package var errno: Int32?
    /// What to do about it, where the code alone does not say.
    package var remedy: String?
    /// The process that has the folder open, where it is known.
    package var processID: Int32?

    package init(_ code: Code, _ message: String, path: String? = nil, errno: Int32? = nil, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.errno = errno
        self.remedy = remedy
    }

    /// The same failure, as it looks from the call that met it.
    package func reported(as code: Code) -> EngineError {
        var error = self
        error.code = code
        return error
    }
}

extension EngineError: CustomStringConvertible {
    package var description: String {
        guard let path else { return "\(code): \(message)" }
        return "\(code): \(message) (\(path))"
    }
}
