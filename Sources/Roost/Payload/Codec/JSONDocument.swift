/// JSON text that has been scanned as a whole, with an entry for each value.
///
/// The text belongs to the caller of the initializer, until ``keepText()``.
final class JSONDocument {
    /// Everything that changes, behind a pointer: a class's own variables are checked for exclusive access whenever they
    /// are used, which took a third of the time.
    private struct State: BitwiseCopyable {
        var text: UnsafePointer<UInt8>
        var ownsText = false
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

    private(set) var text: UnsafePointer<UInt8> {
        @inline(__always) get { state.pointee.text }
        @inline(__always) set { state.pointee.text = newValue }
    }
    private(set) var entries: UnsafeMutablePointer<JSONEntry> {
        @inline(__always) get { state.pointee.entries }
        @inline(__always) set { state.pointee.entries = newValue }
    }
    private(set) var entryCount: Int {
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
        // More than most records need, and for them no more than glibc's thread cache has (1,032 bytes).
        let capacity = 16 + min(json.count, Int(UInt32.max)) / 12
        count = json.count
        let byteCount = MemoryLayout<State>.stride + capacity * MemoryLayout<JSONEntry>.stride
        block = .allocate(byteCount: byteCount, alignment: 16)
        state = block.bindMemory(to: State.self, capacity: 1)
        let entries = (block + MemoryLayout<State>.stride).bindMemory(to: JSONEntry.self, capacity: capacity)
        // Without bytes the address is never read from.
        let text = json.baseAddress ?? UnsafePointer(UnsafeRawPointer(entries).assumingMemoryBound(to: UInt8.self))
        state.initialize(to: State(text: text, entries: entries, capacity: capacity))
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
        if state.pointee.ownsText { text.deallocate() }
        block.deallocate()
    }

    private func releaseEntries() {
        if UnsafeMutableRawPointer(entries) != block + MemoryLayout<State>.stride { entries.deallocate() }
    }

    /// Copies the text, so that it may go away.
    func keepText() {
        guard !state.pointee.ownsText else { return }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
        copy.initialize(from: text, count: count)
        text = UnsafePointer(copy)
        state.pointee.ownsText = true
    }

    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe UnsafeBufferPointer(start: text, count: count).span
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    @inline(__always)
    @discardableResult
    func push(_ entry: JSONEntry) -> Int {
        if entryCount == state.pointee.capacity { grow() }
        (entries + entryCount).initialize(to: entry)
        entryCount &+= 1
        return entryCount &- 1
    }

    @inline(never)
    private func grow() {
        state.pointee.capacity *= 2
        let larger = UnsafeMutablePointer<JSONEntry>.allocate(capacity: state.pointee.capacity)
        larger.initialize(from: entries, count: entryCount)
        releaseEntries()
        entries = larger
    }

    /// The entry behind a value.
    @inline(__always)
    func behind(_ index: Int) -> Int {
        switch entries[index].kind {
        case .array, .object: Int(entries[index].link)
        default: index &+ 1
        }
    }

    /// Where the text of a value begins, its quote included.
    func offset(of index: Int) -> Int {
        switch entries[index].kind {
        case .string, .name: Int(entries[index].start) - 1
        default: Int(entries[index].start)
        }
    }
}
