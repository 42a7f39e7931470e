#if Observability
import Foundation
import Roost

/// An error without what it may hold of stored values: one of Roost says its code and place, of another only the type is
/// known to be harmless.
struct RedactedError: LocalizedError, CustomStringConvertible {
    let description: String
    var errorDescription: String? { description }

    init(_ error: any Error) {
        if let error = error as? RoostError {
            description = error.description
        } else {
            description = String(reflecting: type(of: error))
        }
    }
}
#endif
