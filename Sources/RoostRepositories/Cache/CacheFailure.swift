/// Something that went wrong where no caller waits for it, or where the caller was served all the same.
public struct CacheFailure: Sendable {
    /// What the cache was doing.
    public enum Operation: Sendable, Hashable {
        /// Loading a value anew behind the back of callers who were served the old one.
        case reload
        /// Storing a value that was loaded; its callers got it.
        case store
        /// Writing access times; they are forgotten.
        case accessTimes
    }

    /// What the cache was doing.
    public var operation: Operation
    /// The key it is about, if it is about one.
    public var key: String?
    /// What was thrown.
    public var error: any Error
}
