import Roost

/// What descriptions tell of the errors they hold.
enum ErrorText {
    /// The description of an error of Roost or of a repository, of all others the type: errors of loaders and actions of a
    /// caller's own may show anything.
    static func of(_ error: any Error) -> String {
        switch error {
        case is CacheError, is SessionError, is MaintenanceError, is PerformanceOptionError: "\(error)"
        default: RoostError.redactedText(of: error)
        }
    }
}
