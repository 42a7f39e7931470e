/// Keyed containers that have been used and can be used again: making one costs more than reading some members, because
/// the types that it is made of are looked up by the type of its keys.
///
/// A container is lent for the call of `init(from:)` in which it was asked for. When the call ends and someone still
/// holds it, it is theirs, and the cache forgets it.
struct JSONContainerCache {
    private struct Slot {
        var keyType: ObjectIdentifier?
        /// The ``JSONKeptContainer`` of the key type.
        var kept: AnyObject?
        var reference: UnsafeMutablePointer<AnyObject>?
        var cell: JSONObjectCell?
    }

    private static let slotCount = 8

    private let slots: UnsafeMutablePointer<Slot>
    /// One bit for each slot.
    private(set) var lent: UInt8 = 0
    private var next = 0

    init() {
        slots = .allocate(capacity: JSONContainerCache.slotCount)
        slots.initialize(repeating: Slot(), count: JSONContainerCache.slotCount)
    }

    func deallocate() {
        slots.deinitialize(count: JSONContainerCache.slotCount)
        slots.deallocate()
    }

    /// A container of the object that is taken back later.
    @inline(__always)
    mutating func lend<Key: CodingKey>(
        _ type: Key.Type, object: Int, of document: JSONDocument
    ) -> KeyedDecodingContainer<Key> {
        for index in 0..<JSONContainerCache.slotCount where slots[index].keyType == ObjectIdentifier(type) {
            let bit: UInt8 = 1 &<< UInt8(truncatingIfNeeded: index)
            guard lent & bit == 0, let kept = slots[index].kept else { continue }
            lent |= bit
            slots[index].cell?.point(at: object, of: document)
            return unsafeDowncast(kept, to: JSONKeptContainer<KeyedDecodingContainer<Key>>.self).container
        }
        return make(type, object: object, of: document)
    }

    @inline(never)
    private mutating func make<Key: CodingKey>(
        _ type: Key.Type, object: Int, of document: JSONDocument
    ) -> KeyedDecodingContainer<Key> {
        let cell = JSONObjectCell(object, of: document)
        let container = KeyedDecodingContainer(JSONKeyedDecodingContainer<Key>(cell: cell))
        let kept = JSONKeptContainer(container)
        let bit: UInt8 = 1 &<< UInt8(truncatingIfNeeded: next)
        guard lent & bit == 0, let reference = kept.reference else {
            cell.keepDocument()
            return container
        }
        slots[next] = Slot(keyType: ObjectIdentifier(type), kept: kept, reference: reference, cell: cell)
        lent |= bit
        next = (next + 1) % JSONContainerCache.slotCount
        return container
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
        slots[index].cell?.keepDocument()
        slots[index] = Slot()
    }
}
