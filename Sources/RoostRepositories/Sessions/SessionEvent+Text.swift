import Foundation
import Roost

extension SessionEvent: CustomStringConvertible, CustomReflectable {
    /// What happened, and to which session. The user's identifier is left out: in many programs it is an address or a name.
    public var description: String {
        switch self {
        case .signedIn(let id, _): "signedIn(session \(id))"
        case .refreshed(let id, _): "refreshed(session \(id))"
        case .refreshRepeated(let id, _, let isOverlap): "refreshRepeated(session \(id), overlap \(isOverlap))"
        case .reuseDetected(let id, _): "reuseDetected(session \(id))"
        case .signedOut(let id, _): "signedOut(session \(id))"
        case .evicted(let id, _, let limit): "evicted(session \(id), limit \(limit))"
        case .allRemoved: "allRemoved"
        case .erasureFailed(let code): "erasureFailed(\(code))"
        }
    }

    /// The same text.
    public var customMirror: Mirror { Mirror(self, children: ["event": description]) }
}
