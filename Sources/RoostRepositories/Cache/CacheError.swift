public import Foundation

/// An error of a ``Cache``, matched by its code: `catch CacheError.Code.wrongType`.
///
/// What the store itself refuses is a `RoostError`. Neither shows keys or stored values.
public struct CacheError: Error, Sendable {
    /// What went wrong.
    public var code: Code
    /// A sentence for a developer, without keys and values.
    public var message: String
    /// The table of the cache; nil before it is known.
    public var table: String?
    /// The error that caused this one, such as a `DecodingError`. Kept out of the description.
    public var underlying: (any Error)?

    init(_ code: Code, _ message: String, table: String? = nil, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.table = table
        self.underlying = underlying
    }

    /// The kinds of ``CacheError``.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Base: String, CaseIterable {
            case invalidArgument, keyTooLong, recursiveLoad, tagTooLong, tooManyLoads, tooManyTags, unreadEntry,
                wrongType
        }

        let base: Base

        /// An option or an argument is out of its domain.
        public static let invalidArgument = Code(base: .invalidArgument)
        /// A key is longer than ``CacheOptions/maxKeyBytes``.
        public static let keyTooLong = Code(base: .keyTooLong)
        /// A tag is longer than ``CacheOptions/maxTagBytes``.
        public static let tagTooLong = Code(base: .tagTooLong)
        /// There are ``CacheOptions/maxLoads`` loads under way.
        public static let tooManyLoads = Code(base: .tooManyLoads)
        /// An entry has more tags than ``CacheOptions/maxTags``.
        public static let tooManyTags = Code(base: .tooManyTags)
        /// A loader asked for what it is loading itself, directly or through loaders of other keys: it would have waited for
        /// itself for ever.
        public static let recursiveLoad = Code(base: .recursiveLoad)
        /// A ``CacheEntry`` was read without its value, and cannot be written.
        public static let unreadEntry = Code(base: .unreadEntry)
        /// The cached value is not of the type asked for.
        public static let wrongType = Code(base: .wrongType)

        /// The name of the code.
        public var description: String { base.rawValue }

        /// Matches a ``CacheError`` by its code in a `catch` or a `case`.
        public static func ~= (code: Code, error: any Error) -> Bool {
            (error as? CacheError)?.code == code
        }
    }
}

extension CacheError: CustomStringConvertible {
    /// Code, message, table and what to do.
    public var description: String {
        "\(code): \(message)" + (table.map { " [table \($0)]" } ?? "") + "; \(code.remedy)"
    }
}

extension CacheError: LocalizedError {
    /// The same text as `description`.
    public var errorDescription: String? { description }
    /// What happened.
    public var failureReason: String? { message }
    /// What to do about it.
    public var recoverySuggestion: String? { code.remedy }
}

extension CacheError.Code {
    fileprivate var remedy: String {
        switch base {
        case .invalidArgument: "pass what the call is documented to take"
        case .keyTooLong: "use a shorter key, such as a hash of it, or set maxKeyBytes"
        case .tagTooLong: "use a shorter tag, or set maxTagBytes"
        case .tooManyLoads: "try again later, or set maxLoads"
        case .tooManyTags: "use fewer tags, or set maxTags"
        case .recursiveLoad: "let loaders ask only for other keys, and not in a circle"
        case .unreadEntry: "get the entry with its value"
        case .wrongType: "ask for the type that was stored, or remove the entry"
        }
    }
}
