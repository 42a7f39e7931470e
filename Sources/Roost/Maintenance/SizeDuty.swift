import RoostEngine

/// Who looks after the size of a database. Several monitors may exist for it, but only one may clean up.
package final class SizeDuty: Sendable {
    private struct State {
        /// Who watches all the time.
        var watcher: ObjectIdentifier?
        /// Who cleans up at the moment.
        var cleaner: ObjectIdentifier?
    }

    private let state = Guarded(State())

    package init() {}

    /// Makes someone the watcher; false when there is one.
    package func beginWatching(_ owner: AnyObject) -> Bool {
        let owner = ObjectIdentifier(owner)
        return state.withLock { state in
            guard state.watcher == nil else { return false }
            state.watcher = owner
            return true
        }
    }

    package func endWatching(_ owner: AnyObject) {
        let owner = ObjectIdentifier(owner)
        state.withLock { if $0.watcher == owner { $0.watcher = nil } }
    }

    /// Lets someone clean up; false when someone does already, or when it is for another to do, who watches.
    package func beginCleaning(_ owner: AnyObject) -> Bool {
        let owner = ObjectIdentifier(owner)
        return state.withLock { state in
            guard state.cleaner == nil, state.watcher == nil || state.watcher == owner else { return false }
            state.cleaner = owner
            return true
        }
    }

    package func endCleaning(_ owner: AnyObject) {
        let owner = ObjectIdentifier(owner)
        state.withLock { if $0.cleaner == owner { $0.cleaner = nil } }
    }
}
