/// Keyed containers that have been used and can be used again: making one costs more than reading some members, because
/// the types that it is made of are looked up by the type of its keys.
///
/// A container is lent for the call of `init(from:)` or `encode(to:)` in which it was asked for. When the call ends and
/// someone still holds it, it is theirs, and the cache forgets it.
struct JSONContainerCache<Owner: AnyObject, Place: BitwiseCopyable> {
    typealias Cell = JSONContainerCell<Owner, Place>

    private struct Slot {
        var keyType: ObjectIdentifier?
        /// The ``JSONKeptContainer`` of the key type.
        var kept: AnyObject?
        var reference: UnsafeMutablePointer<AnyObject>?
        var cell: Cell?
    }

    private var slotCount: Int { 8 }

    private let slots: UnsafeMutablePointer<Slot>
    /// One bit for each slot.
    private(set) var lent: UInt8 = 0
    private var next = 0

    init() {
        slots = .allocate(capacity: 8)
        slots.initialize(repeating: Slot(), count: slotCount)
    }

    func deallocate() {
        slots.deinitialize(count: slotCount)
        slots.deallocate()
    }

    /// A container that is taken back later.
    ///
    /// - Parameters:
    ///   - keyType: the type of the keys. Containers of one key type are of one type.
    ///   - make: makes a container that holds the cell.
    @inline(__always)
    mutating func lend<Container>(
        _ keyType: ObjectIdentifier, place: Place, of owner: Owner, make: (Cell) -> Container
    ) -> Container {
        for index in 0..<slotCount where slots[index].keyType == keyType {
            let bit: UInt8 = 1 &<< UInt8(truncatingIfNeeded: index)
            guard lent & bit == 0, let kept = slots[index].kept else { continue }
            lent |= bit
            slots[index].cell?.point(at: place, of: owner)
            return unsafeDowncast(kept, to: JSONKeptContainer<Container>.self).container
        }
        let cell = Cell(place, of: owner)
        let container = make(cell)
        if !keep(container, keyType, cell) { cell.keepOwner() }
        return container
    }

    @inline(never)
    private mutating func keep<Container>(_ container: Container, _ keyType: ObjectIdentifier, _ cell: Cell) -> Bool {
        let bit: UInt8 = 1 &<< UInt8(truncatingIfNeeded: next)
        guard lent & bit == 0 else { return false }
        let kept = JSONKeptContainer(container)
        guard let reference = kept.reference else { return false }
        slots[next] = Slot(keyType: keyType, kept: kept, reference: reference, cell: cell)
        lent |= bit
        next = (next + 1) % slotCount
        return true
    }

    /// Ends what was lent since `lent` was `before`.
    @inline(__always)
    mutating func takeBack(before: UInt8) {
        while lent != before {
            let index = (lent & ~before).trailingZeroBitCount
            lent &= ~(1 &<< UInt8(truncatingIfNeeded: index))
            if let reference = slots[index].reference, isKnownUniquelyReferenced(&reference.pointee) { continue }
            forget(index)
        }
    }

    @inline(never)
    private func forget(_ index: Int) {
        slots[index].cell?.keepOwner()
        slots[index] = Slot()
    }
}
