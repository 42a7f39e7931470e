import Foundation
import Roost

extension Sessions: CustomStringConvertible, CustomReflectable {
    /// The table.
    public var description: String { "Sessions(\(table.name))" }

    /// The table and the configuration; nothing of the sessions that are being refreshed.
    public var customMirror: Mirror {
        Mirror(self, children: ["table": table.name, "configuration": configuration], displayStyle: .class)
    }
}

extension GrantedSession: CustomStringConvertible, CustomReflectable {
    /// The session's identifier.
    public var description: String { "GrantedSession(\(session.id))" }

    /// The session, which shows its identifier and its times.
    public var customMirror: Mirror { Mirror(self, children: ["session": session], displayStyle: .struct) }
}
