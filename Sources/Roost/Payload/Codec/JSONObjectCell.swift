/// The object that a keyed container reads.
///
/// What the container holds instead of the document, so that the container can be used again for another object.
final class JSONObjectCell {
    private struct State {
        var document: Unmanaged<JSONDocument>
        var object: Int
    }

    /// Behind a pointer, as a document's state is.
    private let state: UnsafeMutablePointer<State>
    /// Set when the cell may outlive the decoding call, which keeps the document alive otherwise.
    private var owner: JSONDocument?

    init(_ object: Int, of document: JSONDocument) {
        state = .allocate(capacity: 1)
        point(at: object, of: document)
    }

    deinit { state.deallocate() }

    /// Requires: the document outlives the use of the cell, or ``keepDocument()`` is called in time.
    @inline(__always)
    func point(at object: Int, of document: JSONDocument) {
        state.initialize(to: State(document: .passUnretained(document), object: object))
    }

    func keepDocument() {
        owner = state.pointee.document.takeUnretainedValue()
    }

    @inline(__always)
    func read<Result>(_ body: (_ document: JSONDocument, _ object: Int) throws -> Result) rethrows -> Result {
        let object = state.pointee.object
        return try state.pointee.document._withUnsafeGuaranteedRef { try body($0, object) }
    }
}
