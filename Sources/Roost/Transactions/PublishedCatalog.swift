import RoostEngine

/// The catalog that readers use, and how a reader finds the one its view belongs to.
///
/// A view is made without waiting for a commit that changes the catalog. Where such a commit may be on either side of
/// the view, the catalog version in the view itself decides.
final class PublishedCatalog: Sendable {
    private struct State {
        var current: Catalog
        /// The catalog of a group that is being committed.
        var pending: Catalog?
    }

    private let state: Guarded<State>

    init(_ catalog: Catalog) {
        state = Guarded(State(current: catalog, pending: nil))
    }

    /// The latest committed catalog.
    var current: Catalog { state.withLock { $0.current } }

    /// Whether this is the latest committed catalog, and no other is being committed.
    func isSettled(at catalog: Catalog) -> Bool {
        state.withLock { $0.current === catalog && $0.pending == nil }
    }

    /// A group with this catalog goes to the engine now.
    func willCommit(_ catalog: Catalog) {
        state.withLock { $0.pending = catalog }
    }

    /// The group is committed, or has failed.
    func didCommit(_ catalog: Catalog, succeeded: Bool) {
        state.withLock { state in
            if succeeded { state.current = catalog }
            state.pending = nil
        }
    }

    /// Makes a view together with the catalog that it sees.
    func makeView(of store: any OrderedStore) throws -> (view: any ReadView, catalog: Catalog) {
        while true {
            let before = state.withLock { $0 }
            let view = try store.makeView()
            let after = state.withLock { $0 }
            if before.pending == nil, after.pending == nil, before.current === after.current {
                return (view, after.current)
            }
            let root = EntryChunk()
            let version =
                try view.get(SystemKeys.catalogRoot, into: root)
                ? try Catalog.version(inRoot: root.value(at: 0)) : 0
            let candidates = [before.current, before.pending, after.current, after.pending]
            if let catalog = candidates.compactMap({ $0 }).first(where: { $0.version == version }) {
                return (view, catalog)
            }
            view.close()
        }
    }
}
