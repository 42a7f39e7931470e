import Foundation

/// Every text that Swift makes of a value by itself, as logs and debuggers do.
package func texts(of value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    var texts = [String(describing: value), String(reflecting: value), "\(value)", "\([value])", dumped]
    if let error = value as? any Error {
        texts.append(error.localizedDescription)
        if let error = error as? any LocalizedError {
            texts += [error.errorDescription, error.failureReason, error.recoverySuggestion].compactMap(\.self)
        }
    }
    return texts
}
