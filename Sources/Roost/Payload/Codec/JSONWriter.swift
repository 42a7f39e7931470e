import RoostEngine

/// Writes JSON text front to back into one growing buffer.
///
/// Values are nested by a stack of ``JSONSlot``. The innermost open one, `top`, is where text is appended; whatever is
/// written to a slot further out closes the ones inside it. Writing to a closed one moves text, see
/// ``insert(into:from:)``.
final class JSONWriter {
    /// How many `encode(to:)` may run inside one another. More than containers, because a value may wrap another
    /// without a container of its own.
    static let maxCallDepth = 2 * JSONScanner.maxDepth

    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    var count = 0

    private(set) var slots: UnsafeMutablePointer<JSONSlot>
    private var slotCapacity: Int
    private(set) var slotCount = 0
    private var lastSerial: UInt32 = 0

    private(set) var members: UnsafeMutablePointer<JSONMember>
    private var memberCapacity: Int
    private(set) var memberCount = 0

    /// The innermost open slot, -1 before the first.
    var top = -1
    /// The slot of the innermost `encode(to:)` that is running. Slots before it must not be written to meanwhile.
    var frame = 0
    var callDepth = 0
    /// Why the text is unusable: set where the contract leaves no way to throw.
    var failure: EncodingError?

    init() {
        // Just below the largest size that glibc serves from its thread cache.
        capacity = 1000
        slotCapacity = 8
        memberCapacity = 32
        base = .allocate(capacity: capacity)
        slots = .allocate(capacity: slotCapacity)
        members = .allocate(capacity: memberCapacity)
    }

    deinit {
        base.deallocate()
        slots.deallocate()
        members.deallocate()
    }

    var text: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            buffer.baseAddress?.update(from: base, count: count)
            initializedCount = count
        }
    }

    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe UnsafeBufferPointer(start: base, count: count).span
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// Makes room for `additional` more bytes.
    @inline(__always)
    func reserve(_ additional: Int) {
        if capacity &- count < additional { grow(additional) }
    }

    @inline(never)
    private func grow(_ additional: Int) {
        capacity = max(2 * capacity, count + additional)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }

    /// Requires: room for one more byte.
    @inline(__always)
    func put(_ byte: UInt8) {
        base[count] = byte
        count &+= 1
    }

    func append(_ byte: UInt8) {
        reserve(1)
        put(byte)
    }

    /// Requires: `literal` is ASCII.
    @inline(__always)
    func append(_ literal: StaticString) {
        let length = literal.utf8CodeUnitCount
        reserve(length)
        (base + count).update(from: literal.utf8Start, count: length)
        count &+= length
    }

    func push(_ slot: JSONSlot) -> Int {
        if slotCount == slotCapacity {
            slots = JSONWriter.doubled(slots, count: slotCount, capacity: &slotCapacity)
        }
        lastSerial &+= 1
        (slots + slotCount).initialize(to: slot)
        slots[slotCount].serial = lastSerial
        slotCount += 1
        return slotCount - 1
    }

    @inline(__always)
    func push(_ member: JSONMember) {
        if memberCount == memberCapacity {
            members = JSONWriter.doubled(members, count: memberCount, capacity: &memberCapacity)
        }
        (members + memberCount).initialize(to: member)
        memberCount &+= 1
    }

    func dropSlots(from index: Int) { slotCount = index }
    func dropMembers(from index: Int) { memberCount = index }

    @inline(never)
    private static func doubled<T: BitwiseCopyable>(
        _ elements: UnsafeMutablePointer<T>, count: Int, capacity: inout Int
    ) -> UnsafeMutablePointer<T> {
        capacity *= 2
        let larger = UnsafeMutablePointer<T>.allocate(capacity: capacity)
        larger.initialize(from: elements, count: count)
        elements.deallocate()
        return larger
    }
}
