import RoostEngine

/// Writes JSON text front to back into one growing buffer.
///
/// Values are nested by a stack of ``JSONSlot``. The innermost open one, `top`, is where text is appended; whatever is
/// written to a slot further out closes the ones inside it. Writing to a closed one makes a tree of what the running
/// `encode(to:)` has written, see ``plantTree()``.
final class JSONWriter {
    /// How many `encode(to:)` may run inside one another. More than containers, because a value may wrap another
    /// without a container of its own.
    static let maxCallDepth = 2 * JSONScanner.maxDepth

    /// Everything that changes, behind a pointer: a class's own variables are checked for exclusive access whenever they
    /// are used, which took a third of the time.
    private struct State {
        var base: UnsafeMutablePointer<UInt8>
        var capacity: Int
        var count = 0
        var slots: UnsafeMutablePointer<JSONSlot>
        var slotCapacity = FirstBlock.slotCount
        var slotCount = 0
        var lastSerial: UInt32 = 0
        var members: UnsafeMutablePointer<JSONMember>
        var memberCapacity = FirstBlock.memberCount
        var memberCount = 0
        var top = -1
        var frame = 0
        var callDepth = 0
        var containers = JSONContainerCache<JSONWriter, JSONSlotReference>()
        var failure: (any Error)?
        /// By slot, for the slots of frames that are trees.
        var nodes: [JSONNode?] = []
        var isInterleaved = false
    }

    /// One block of memory for the state and the slots and members that most records need. It is, as the first text
    /// is, just small enough for glibc's thread cache (1,032 bytes).
    private enum FirstBlock {
        static let slotCount = 8
        static let memberCount = 24
        static let byteCount = 1024
        static let textCapacity = 1024
        static let slots = MemoryLayout<State>.stride
        static let members = slots + slotCount * MemoryLayout<JSONSlot>.stride
    }

    private let block: UnsafeMutableRawPointer
    private let state: UnsafeMutablePointer<State>

    init() {
        block = .allocate(byteCount: FirstBlock.byteCount, alignment: 16)
        state = block.bindMemory(to: State.self, capacity: 1)
        let slots = (block + FirstBlock.slots).bindMemory(to: JSONSlot.self, capacity: FirstBlock.slotCount)
        let members = (block + FirstBlock.members).bindMemory(to: JSONMember.self, capacity: FirstBlock.memberCount)
        let base = UnsafeMutablePointer<UInt8>.allocate(capacity: FirstBlock.textCapacity)
        state.initialize(to: State(base: base, capacity: FirstBlock.textCapacity, slots: slots, members: members))
    }

    deinit {
        base.deallocate()
        release(slots)
        release(members)
        containers.deallocate()
        state.deinitialize(count: 1)
        block.deallocate()
    }

    /// Makes the writer as good as new, but for its memory and its containers.
    func reset() {
        if failure != nil { failure = nil }
        count = 0
        slotCount = 0
        memberCount = 0
        (top, frame) = (-1, 0)
    }

    /// Whether the writer has not grown to a size that is better freed than kept for the next text.
    var isSmall: Bool {
        capacity <= 1 << 16 && state.pointee.slotCapacity <= 1 << 10 && state.pointee.memberCapacity <= 1 << 12
    }

    /// Frees memory, unless it is part of the first block.
    private func release(_ memory: UnsafeMutableRawPointer) {
        if memory < block || memory >= block + FirstBlock.byteCount { memory.deallocate() }
    }

    private(set) var base: UnsafeMutablePointer<UInt8> {
        @inline(__always) get { state.pointee.base }
        @inline(__always) set { state.pointee.base = newValue }
    }
    private var capacity: Int {
        @inline(__always) get { state.pointee.capacity }
        @inline(__always) set { state.pointee.capacity = newValue }
    }
    var count: Int {
        @inline(__always) get { state.pointee.count }
        @inline(__always) set { state.pointee.count = newValue }
    }
    private(set) var slots: UnsafeMutablePointer<JSONSlot> {
        @inline(__always) get { state.pointee.slots }
        @inline(__always) set { state.pointee.slots = newValue }
    }
    private(set) var slotCount: Int {
        @inline(__always) get { state.pointee.slotCount }
        @inline(__always) set { state.pointee.slotCount = newValue }
    }
    private(set) var members: UnsafeMutablePointer<JSONMember> {
        @inline(__always) get { state.pointee.members }
        @inline(__always) set { state.pointee.members = newValue }
    }
    private(set) var memberCount: Int {
        @inline(__always) get { state.pointee.memberCount }
        @inline(__always) set { state.pointee.memberCount = newValue }
    }
    /// The innermost open slot, -1 before the first, ``tree`` when the frame has been made a tree.
    var top: Int {
        @inline(__always) get { state.pointee.top }
        @inline(__always) set { state.pointee.top = newValue }
    }
    /// The slot of the innermost `encode(to:)` that is running. Slots before it must not be written to meanwhile.
    var frame: Int {
        @inline(__always) get { state.pointee.frame }
        @inline(__always) set { state.pointee.frame = newValue }
    }
    var callDepth: Int {
        @inline(__always) get { state.pointee.callDepth }
        @inline(__always) set { state.pointee.callDepth = newValue }
    }

    /// Why the text is unusable: set where the contract leaves no way to throw.
    var failure: (any Error)? {
        @inline(__always) get { state.pointee.failure }
        @inline(__always) set { state.pointee.failure = newValue }
    }
    /// Whether containers were written to out of order, since ``writeRoot(_:)`` began.
    var isInterleaved: Bool {
        @inline(__always) get { state.pointee.isInterleaved }
        @inline(__always) set { state.pointee.isInterleaved = newValue }
    }

    private(set) var containers: JSONContainerCache<JSONWriter, JSONSlotReference> {
        @inline(__always) get { state.pointee.containers }
        @inline(__always) _modify { yield &state.pointee.containers }
    }

    var text: [UInt8] { [UInt8](UnsafeBufferPointer(start: base, count: count)) }

    func keyedContainer<Key: CodingKey>(in place: JSONSlotReference) -> KeyedEncodingContainer<Key> {
        if callDepth > 0 {
            return containers.lend(ObjectIdentifier(Key.self), place: place, of: self) {
                KeyedEncodingContainer(JSONKeyedEncodingContainer<Key>(cell: $0))
            }
        }
        // Outside a call nobody would take the container back.
        let cell = JSONContainerCell(place, of: self)
        cell.keepOwner()
        return KeyedEncodingContainer(JSONKeyedEncodingContainer<Key>(cell: cell))
    }

    @inline(__always)
    func takeBackContainers(before: UInt8) {
        containers.takeBack(before: before)
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

    func append(_ bytes: [UInt8]) {
        reserve(bytes.count)
        bytes.withUnsafeBufferPointer { buffer in
            if let source = buffer.baseAddress { (base + count).update(from: source, count: buffer.count) }
        }
        count &+= bytes.count
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
        if slotCount == state.pointee.slotCapacity {
            slots = doubled(slots, count: slotCount, capacity: &state.pointee.slotCapacity)
        }
        state.pointee.lastSerial &+= 1
        (slots + slotCount).initialize(to: slot)
        slots[slotCount].serial = state.pointee.lastSerial
        slotCount += 1
        return slotCount - 1
    }

    @inline(__always)
    func push(_ member: JSONMember) {
        if memberCount == state.pointee.memberCapacity {
            members = doubled(members, count: memberCount, capacity: &state.pointee.memberCapacity)
        }
        (members + memberCount).initialize(to: member)
        memberCount &+= 1
    }

    /// The node of a slot; nil in a frame that is text.
    func node(of slot: Int) -> JSONNode? {
        slot < state.pointee.nodes.count ? state.pointee.nodes[slot] : nil
    }

    func keep(_ node: JSONNode, of slot: Int) {
        while state.pointee.nodes.count <= slot { state.pointee.nodes.append(nil) }
        state.pointee.nodes[slot] = node
    }

    func dropNodes(from index: Int) {
        state.pointee.nodes.removeLast(max(0, state.pointee.nodes.count - index))
    }

    func dropSlots(from index: Int) { slotCount = index }
    func dropMembers(from index: Int) { memberCount = index }

    @inline(never)
    private func doubled<T: BitwiseCopyable>(
        _ elements: UnsafeMutablePointer<T>, count: Int, capacity: inout Int
    ) -> UnsafeMutablePointer<T> {
        capacity *= 2
        let larger = UnsafeMutablePointer<T>.allocate(capacity: capacity)
        larger.initialize(from: elements, count: count)
        release(elements)
        return larger
    }
}
