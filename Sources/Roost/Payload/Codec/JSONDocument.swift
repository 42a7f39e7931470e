/// A copy of JSON text that has been scanned as a whole, with an entry for each value.
final class JSONDocument {
    /// Everything that changes, behind a pointer: a class's own variables are checked for exclusive access whenever they
    /// are used, which took a third of the time.
    private struct State: BitwiseCopyable {
        var text: UnsafePointer<UInt8>
        var isASCII = true
        var entries: UnsafeMutablePointer<JSONEntry>
        var capacity: Int
        var entryCount = 0
        var callDepth = 0
    }

    /// One block of memory for the state and the first entries.
    private let block: UnsafeMutableRawPointer
    private let state: UnsafeMutablePointer<State>
    let count: Int

    /// ``JSONText/Cursor/padding`` zeros follow it.
    var text: UnsafePointer<UInt8> {
        @inline(__always) get { state.pointee.text }
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
    }
    /// How many `init(from:)` are running inside one another.
    var callDepth: Int {
        @inline(__always) get { state.pointee.callDepth }
        @inline(__always) set { state.pointee.callDepth = newValue }
    }

    /// Throws `DecodingError` when the text is not one JSON value by RFC 8259, with the coding path and the byte.
    init(_ json: UnsafeBufferPointer<UInt8>) throws {
        // More than most records need.
        let capacity = 16 + min(json.count, Int(UInt32.max)) / 12
        count = json.count
        let entryBytes = MemoryLayout<State>.stride + capacity * MemoryLayout<JSONEntry>.stride
        block = .allocate(byteCount: entryBytes + json.count + JSONText.Cursor.padding, alignment: 16)
        state = block.bindMemory(to: State.self, capacity: 1)
        let entries = (block + MemoryLayout<State>.stride).bindMemory(to: JSONEntry.self, capacity: capacity)
        let text = block + entryBytes
        if let start = json.baseAddress { text.copyMemory(from: start, byteCount: json.count) }
        (text + json.count).initializeMemory(as: UInt8.self, repeating: 0, count: JSONText.Cursor.padding)
        state.initialize(
            to: State(
                text: UnsafePointer(text.assumingMemoryBound(to: UInt8.self)), entries: entries, capacity: capacity))
        guard count > 0, count < UInt32.max else { throw malformed(at: 0) }
        if !json.span.isASCII {
            state.pointee.isASCII = false
            do {
                _ = try UTF8Span(validating: json.span)
            } catch {
                throw notUTF8(at: error.byteOffsets.lowerBound)
            }
        }
        try scan()
    }

    deinit {
        releaseEntries()
        block.deallocate()
    }

    private func releaseEntries() {
        if UnsafeMutableRawPointer(entries) != block + MemoryLayout<State>.stride { entries.deallocate() }
    }

    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe UnsafeBufferPointer(start: text, count: count).span
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    @discardableResult
    func push(_ entry: JSONEntry) -> Int {
        if entryCount == capacity { grow() }
        (entries + entryCount).initialize(to: entry)
        entryCount &+= 1
        return entryCount &- 1
    }

    @inline(never)
    func grow() {
        capacity *= 2
        let larger = UnsafeMutablePointer<JSONEntry>.allocate(capacity: capacity)
        larger.initialize(from: entries, count: entryCount)
        releaseEntries()
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
