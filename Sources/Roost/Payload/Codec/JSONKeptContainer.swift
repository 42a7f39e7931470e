/// A container that is used again.
///
/// Generic over the container itself, whose layout is the standard library's affair: a copy of it is made with what the
/// object knows of its own type, and needs no look-up of the type.
final class JSONKeptContainer<Container> {
    private let storage: UnsafeMutablePointer<Container>

    init(_ container: Container) {
        storage = .allocate(capacity: 1)
        storage.initialize(to: container)
    }

    deinit {
        storage.deinitialize(count: 1)
        storage.deallocate()
    }

    @inline(never)
    var container: Container { storage.pointee }

    /// Where the one reference is that a container of the standard library consists of; nil if it is anything else.
    var reference: UnsafeMutablePointer<AnyObject>? {
        guard MemoryLayout<Container>.size == MemoryLayout<AnyObject>.size else { return nil }
        return UnsafeMutableRawPointer(storage).assumingMemoryBound(to: AnyObject.self)
    }
}
