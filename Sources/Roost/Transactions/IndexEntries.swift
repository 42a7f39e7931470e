import RoostEngine

/// The index entries of one record, extracted from its JSON; one value is reused for record after record.
///
/// Entries stand in the order of the table's indexes, and within a multi-entry index in key order without duplicates.
struct IndexEntries {
    struct Entry {
        /// The position of the index in the table.
        let index: Int
        let key: Range<Int>
        let value: Range<Int>
        /// Whether the entry claims its key for this record alone.
        let isClaim: Bool
    }

    /// The longest the components of one entry may be together, in bytes.
    static let componentLimit = 1_200
    /// The longest the covered fields of one entry may be together, in bytes.
    static let coveringLimit = 64 << 10

    private var encoder = KeyEncoder()
    private(set) var entries: [Entry] = []

    var count: Int { entries.count }

    /// Bytes of all keys and values.
    var byteCount: Int { encoder.bytes.count }

    @_lifetime(borrow self)
    func key(at position: Int) -> Span<UInt8> {
        encoder.bytes.span.extracting(entries[position].key)
    }

    @_lifetime(borrow self)
    func value(at position: Int) -> Span<UInt8> {
        encoder.bytes.span.extracting(entries[position].value)
    }

    mutating func removeAll() {
        encoder.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    /// Extracts the entries of every index.
    ///
    /// - Parameters:
    ///   - json: the record's JSON.
    ///   - values: where the table's ``TableLayout/paths`` stand in it.
    ///   - primaryKey: the record's encoded primary key.
    mutating func extract(
        from json: Span<UInt8>, values: [JSONValue?], primaryKey: Span<UInt8>, table: TableLayout
    ) throws {
        removeAll()
        for (position, index) in table.indexes.enumerated() {
            do {
                if let part = index.elementPart {
                    try extractEach(position, index, part, json, values, primaryKey)
                } else {
                    try extractOne(position, index, nil, json, values, primaryKey)
                }
            } catch var error as RoostError {
                error.table = table.name
                error.index = index.name
                throw error
            }
        }
    }

    /// - Parameter element: for a multi-entry index, the element that the entry is of.
    private mutating func extractOne(
        _ position: Int, _ index: IndexLayout, _ element: JSONValue?, _ json: Span<UInt8>, _ values: [JSONValue?],
        _ primaryKey: Span<UInt8>
    ) throws {
        let start = encoder.bytes.count
        encoder.appendRaw(index.prefix.span)
        let components = encoder.bytes.count
        var hasNull = false
        var longest = (length: -1, part: 0)
        for (number, part) in index.parts.enumerated() {
            let partStart = encoder.bytes.count
            try checkLength(ofText: part.isEach ? element : values[part.slot], of: part)
            if part.isEach {
                try append(element, part, json)
            } else {
                try append(part, json, values)
            }
            if encoder.bytes[partStart] == KeyTag.null { hasNull = true }
            if part.isDescending { encoder.complement(from: partStart) }
            if encoder.bytes.count - partStart > longest.length {
                longest = (encoder.bytes.count - partStart, number)
            }
        }
        try checkLength(from: components, longest: index.parts[longest.part])
        let isClaim = index.role == .unique && !hasNull
        if !isClaim { encoder.appendRaw(primaryKey) }
        let keyEnd = encoder.bytes.count
        if isClaim { encoder.appendRaw(primaryKey) }
        try appendCovered(index, json, values)
        entries.append(
            Entry(index: position, key: start..<keyEnd, value: keyEnd..<encoder.bytes.count, isClaim: isClaim))
    }

    private mutating func extractEach(
        _ position: Int, _ index: IndexLayout, _ part: Int, _ json: Span<UInt8>, _ values: [JSONValue?],
        _ primaryKey: Span<UInt8>
    ) throws {
        let first = entries.count
        var elements: [JSONValue] = []
        try ComponentExtractor.forEachElement(of: values[index.parts[part].slot], in: json) { elements.append($0) }
        for element in elements { try extractOne(position, index, element, json, values, primaryKey) }
        sortAndDeduplicate(from: first)
    }

    private mutating func append(_ element: JSONValue?, _ part: PartLayout, _ json: Span<UInt8>) throws {
        do {
            try ComponentExtractor.append(element, in: json, kind: part.kind, to: &encoder)
        } catch var error as RoostError {
            error.field = part.path.segments.joined(separator: ".")
            throw error
        }
    }

    private mutating func append(_ part: PartLayout, _ json: Span<UInt8>, _ values: [JSONValue?]) throws {
        do {
            if values[part.slot] == nil, let component = part.defaultComponent {
                encoder.appendRaw(component.span)
            } else {
                try ComponentExtractor.append(values[part.slot], in: json, kind: part.kind, to: &encoder)
            }
        } catch var error as RoostError {
            error.field = part.path.segments.joined(separator: ".")
            throw error
        }
    }

    private mutating func appendCovered(
        _ index: IndexLayout, _ json: Span<UInt8>, _ values: [JSONValue?]
    ) throws {
        guard !index.covering.isEmpty else { return }
        let start = encoder.bytes.count
        for part in index.covering { try append(part, json, values) }
        let length = encoder.bytes.count - start
        guard length <= Self.coveringLimit else {
            throw RoostError(
                .keyTooLong,
                "the covered fields of the index entry have \(length) bytes, more than \(Self.coveringLimit)")
        }
    }

    private func checkLength(from start: Int, longest part: PartLayout) throws {
        let length = encoder.bytes.count - start
        guard length > Self.componentLimit else { return }
        var error = RoostError(
            .keyTooLong, "the components of the index entry have \(length) bytes, more than \(Self.componentLimit)")
        error.field = part.path.segments.joined(separator: ".")
        throw error
    }

    /// Before a text is unescaped, folded or normalised that is too long for a key however short that makes it: an escape
    /// has at most six bytes for one, and composing or folding leaves a ninth at least.
    private func checkLength(ofText value: JSONValue?, of part: PartLayout) throws {
        guard let value, value.kind == .string, value.range.count > 54 * Self.componentLimit else { return }
        var error = RoostError(
            .keyTooLong, "a text of \(value.range.count) bytes of JSON is too long for an index entry")
        error.field = part.path.segments.joined(separator: ".")
        throw error
    }

    private mutating func sortAndDeduplicate(from first: Int) {
        guard entries.count - first > 1 else { return }
        let bytes = encoder.bytes
        entries[first...].sort { a, b in
            ByteOrder.compare(bytes.span.extracting(a.key), bytes.span.extracting(b.key)) < 0
        }
        var kept = first
        for position in (first + 1)..<entries.count
        where ByteOrder.compare(key(at: position), key(at: kept)) != 0 {
            kept += 1
            entries[kept] = entries[position]
        }
        entries.removeSubrange((kept + 1)...)
    }
}
