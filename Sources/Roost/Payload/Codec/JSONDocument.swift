/// A copy of JSON text that has been scanned as a whole, with an entry for each value.
///
/// Its memory and its containers serve one text after another.
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
            JSONEntry(kind: .null, flag: false, start: entries[object].start, count: 0, link: 0, cursor: 0))
        absentMembers[index] = (object, name)
        return index
    }

    @inline(never)
    func grow() {
        capacity *= 2
        let larger = UnsafeMutablePointer<JSONEntry>.allocate(capacity: capacity)
        larger.initialize(from: entries, count: entryCount)
        entries.deallocate()
        entries = larger
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
