/// A copy of JSON text that has been scanned as a whole, with an entry for each value.
///
/// Its memory and its containers serve one text after another. For each byte of a text it takes at most
/// ``maxBytesPerByte`` of memory, whatever the text is, beside 16 KiB; of a small one it keeps its memory for the next.
final class JSONDocument {
    /// Everything that changes, behind a pointer: a class's own variables are checked for exclusive access whenever they
    /// are used, which took a third of the time.
    private struct State {
        var text: UnsafeMutablePointer<UInt8>
        var textCapacity: Int
        var count = 0
        var isASCII = true
        var entries: UnsafeMutablePointer<JSONEntry>
        var capacity: Int
        var entryCount = 0
        /// More entries than the text can have.
        var entryBound = 0
        var peakBytes = 0
        var callDepth = 0
        var containers = JSONContainerCache<JSONDocument, Int>()
    }

    private let state: UnsafeMutablePointer<State>
    /// What the entries behind those of the text stand for: members that an object does not have.
    @exclusivity(unchecked) private(set) var absentMembers: [Int: (object: Int, name: String)] = [:]

    /// ``JSONText/Cursor/padding`` zeros follow it.
    var text: UnsafePointer<UInt8> {
        @inline(__always) get { UnsafePointer(state.pointee.text) }
    }
    /// The number of bytes of the text.
    var count: Int {
        @inline(__always) get { state.pointee.count }
    }
    private(set) var entries: UnsafeMutablePointer<JSONEntry> {
        @inline(__always) get { state.pointee.entries }
        @inline(__always) set { state.pointee.entries = newValue }
    }
    private(set) var capacity: Int {
        @inline(__always) get { state.pointee.capacity }
        @inline(__always) set { state.pointee.capacity = newValue }
    }
    var entryCount: Int {
        @inline(__always) get { state.pointee.entryCount }
        @inline(__always) set { state.pointee.entryCount = newValue }
    }
    var isASCII: Bool {
        @inline(__always) get { state.pointee.isASCII }
        @inline(__always) set { state.pointee.isASCII = newValue }
    }
    /// How many `init(from:)` are running inside one another.
    var callDepth: Int {
        @inline(__always) get { state.pointee.callDepth }
        @inline(__always) set { state.pointee.callDepth = newValue }
    }
    private(set) var containers: JSONContainerCache<JSONDocument, Int> {
        @inline(__always) get { state.pointee.containers }
        @inline(__always) _modify { yield &state.pointee.containers }
    }

    init() {
        let (textCapacity, capacity) = (1024, 64)
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                text: .allocate(capacity: textCapacity), textCapacity: textCapacity,
                entries: .allocate(capacity: capacity), capacity: capacity))
    }

    deinit {
        state.pointee.containers.deallocate()
        text.deallocate()
        entries.deallocate()
        state.deallocate()
    }

    /// Replaces the text.
    ///
    /// Throws `DecodingError` when it is not one JSON value by RFC 8259, with the coding path and the byte.
    func read(_ json: UnsafeBufferPointer<UInt8>) throws {
        entryCount = 0
        if !absentMembers.isEmpty { absentMembers = [:] }
        copy(json)
        guard count > 0, count < UInt32.max else { throw malformed(at: 0) }
        // Between any two values stands a byte, and each container that is open has begun with one.
        state.pointee.entryBound = count / 2 + JSONScanner.maxDepth + 2
        state.pointee.peakBytes = 0
        notePeak(beside: 0)
        try scan()
    }

    private func copy(_ json: UnsafeBufferPointer<UInt8>) {
        let byteCount = json.count + JSONText.Cursor.padding
        if byteCount > state.pointee.textCapacity {
            text.deallocate()
            state.pointee.text = .allocate(capacity: byteCount)
            state.pointee.textCapacity = byteCount
        }
        if let start = json.baseAddress { state.pointee.text.update(from: start, count: json.count) }
        (state.pointee.text + json.count).update(repeating: 0, count: JSONText.Cursor.padding)
        state.pointee.count = json.count
    }

    /// Whether the document has not grown to a size that is better freed than kept for the next text.
    var isSmall: Bool {
        state.pointee.textCapacity <= 1 << 16 && capacity <= 1 << 12
    }

    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe UnsafeBufferPointer(start: text, count: count).span
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    func keyedContainer<Key: CodingKey>(of object: Int) -> KeyedDecodingContainer<Key> {
        if callDepth > 0 {
            return containers.lend(ObjectIdentifier(Key.self), place: object, of: self) {
                KeyedDecodingContainer(JSONKeyedDecodingContainer<Key>(cell: $0))
            }
        }
        // Outside a call nobody would take the container back.
        let cell = JSONContainerCell(object, of: self)
        cell.keepOwner()
        return KeyedDecodingContainer(JSONKeyedDecodingContainer<Key>(cell: cell))
    }

    @inline(__always)
    func takeBackContainers(before: UInt8) {
        containers.takeBack(before: before)
    }

    @discardableResult
    func push(_ entry: JSONEntry) -> Int {
        if entryCount == capacity { grow() }
        (entries + entryCount).initialize(to: entry)
        entryCount &+= 1
        return entryCount &- 1
    }

    /// A null for a member that an object does not have, at the object's place in the text.
    func absent(_ name: String, in object: Int) -> Int {
        let index = push(
            JSONEntry(kind: .null, flag: false, start: entries[object].start, link: 0, cursor: 0))
        absentMembers[index] = (object, name)
        return index
    }

    @inline(never)
    func grow() {
        let (bound, old) = (state.pointee.entryBound, capacity)
        // The last step is at least a doubling, so that the old entries are half of what there is then at most.
        capacity = old < bound && old * 4 >= bound ? max(bound, old + 64) : old * 2
        let larger = UnsafeMutablePointer<JSONEntry>.allocate(capacity: capacity)
        larger.initialize(from: entries, count: entryCount)
        notePeak(beside: old)
        entries.deallocate()
        entries = larger
    }

    /// What a text makes this take at most, for each of its bytes: 8 of entries, a half more while they move, and itself.
    static let maxBytesPerByte = 13

    /// The most bytes that were allocated at once for the text at hand.
    var peakBytes: Int { state.pointee.peakBytes }

    private func notePeak(beside entries: Int) {
        let bytes = state.pointee.textCapacity + (capacity + entries) * MemoryLayout<JSONEntry>.stride
        state.pointee.peakBytes = max(state.pointee.peakBytes, bytes)
    }

    /// The entry behind a value.
    @inline(__always)
    func behind(_ index: Int) -> Int {
        entries[index].kind.isContainer ? Int(entries[index].link) : index &+ 1
    }

    /// Where the text of a value begins, its quote included.
    func offset(of index: Int) -> Int {
        switch entries[index].kind {
        case .string, .name: Int(entries[index].start) - 1
        default: Int(entries[index].start)
        }
    }
}
