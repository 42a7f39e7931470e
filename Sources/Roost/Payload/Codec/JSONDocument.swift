/// JSON text that has been scanned as a whole, with an entry for each value.
///
/// The text belongs to the caller of the initializer, until ``keepText()``.
final class JSONDocument {
    private(set) var text: UnsafePointer<UInt8>
    let count: Int
    private(set) var isASCII = true
    private var ownsText = false

    private(set) var entries: UnsafeMutablePointer<JSONEntry>
    private var capacity: Int
    private(set) var entryCount = 0

    /// How many `init(from:)` are running inside one another.
    var callDepth = 0

    /// Throws `DecodingError` when the text is not one JSON value by RFC 8259, with the coding path and the byte.
    init(_ json: UnsafeBufferPointer<UInt8>) throws {
        capacity = 24 + min(json.count, Int(UInt32.max)) / 12
        entries = .allocate(capacity: capacity)
        count = json.count
        guard let text = json.baseAddress, count > 0, count < UInt32.max else {
            self.text = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
            ownsText = true
            throw malformed(at: 0)
        }
        self.text = text
        isASCII = json.span.isASCII
        if !isASCII {
            do {
                _ = try UTF8Span(validating: json.span)
            } catch {
                throw notUTF8(at: error.byteOffsets.lowerBound)
            }
        }
        try scan()
    }

    deinit {
        entries.deallocate()
        if ownsText { text.deallocate() }
    }

    /// Copies the text, so that it may go away.
    func keepText() {
        guard !ownsText else { return }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
        copy.initialize(from: text, count: count)
        text = UnsafePointer(copy)
        ownsText = true
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
        if entryCount == capacity { grow() }
        (entries + entryCount).initialize(to: entry)
        entryCount &+= 1
        return entryCount &- 1
    }

    @inline(never)
    private func grow() {
        capacity *= 2
        let larger = UnsafeMutablePointer<JSONEntry>.allocate(capacity: capacity)
        larger.initialize(from: entries, count: entryCount)
        entries.deallocate()
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
