/// What a keyed container reads or writes: a document and an object in it, or a writer and a slot.
///
/// The container holds a cell instead of these, so that it can be used again for another object.
final class JSONContainerCell<Owner: AnyObject, Place: BitwiseCopyable> {
    private struct State {
        var owner: Unmanaged<Owner>
        var place: Place
    }

    /// Behind a pointer, as a document's state is.
    private let state: UnsafeMutablePointer<State>
    /// Set when the cell may outlive the call that decodes or encodes, which keeps the owner alive otherwise.
    private var keptOwner: Owner?

    init(_ place: Place, of owner: Owner) {
        state = .allocate(capacity: 1)
        point(at: place, of: owner)
    }

    deinit { state.deallocate() }

    /// Requires: the owner outlives the use of the cell, or ``keepOwner()`` is called in time.
    @inline(__always)
    func point(at place: Place, of owner: Owner) {
        state.initialize(to: State(owner: .passUnretained(owner), place: place))
    }

    func keepOwner() {
        keptOwner = state.pointee.owner.takeUnretainedValue()
    }

    @inline(__always)
    func use<Result>(_ body: (_ owner: Owner, _ place: Place) throws -> Result) rethrows -> Result {
        let place = state.pointee.place
        return try state.pointee.owner._withUnsafeGuaranteedRef { try body($0, place) }
    }
}
