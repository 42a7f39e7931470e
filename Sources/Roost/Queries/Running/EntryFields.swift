import RoostEngine

/// Where the values of some fields stand in the entries of an index: in its key, or beside it in a covering one.
struct EntryFields {
    private enum Place {
        case part(Int)
        case covered(Int)
        case primaryKey
    }

    private struct Source {
        let place: Place
        /// Whether the entry has the string and the field is the case-folded one.
        let folds: Bool
    }

    private let index: IndexLayout
    private let sources: [Source]
    private let lastPart: Int
    private let lastCovered: Int
    private let wantsPrimaryKey: Bool
    private var parts: [Range<Int>] = []
    private var covered: [Range<Int>] = []

    /// Nil when the entries lack one of the fields.
    init?(_ fields: [FieldReference], in index: IndexLayout, of table: TableLayout) {
        var sources: [Source] = []
        for field in fields {
            guard let source = Self.source(of: field, in: index, of: table) else { return nil }
            sources.append(source)
        }
        self.index = index
        self.sources = sources
        wantsPrimaryKey = sources.contains { if case .primaryKey = $0.place { true } else { false } }
        lastPart = sources.map { if case .part(let number) = $0.place { number } else { -1 } }.max() ?? -1
        lastCovered = sources.map { if case .covered(let number) = $0.place { number } else { -1 } }.max() ?? -1
    }

    private static func source(of field: FieldReference, in index: IndexLayout, of table: TableLayout) -> Source? {
        if table.records.parts.count == 1, table.records.parts[0].serves(field) {
            return Source(place: .primaryKey, folds: false)
        }
        func find(_ parts: [PartLayout], _ place: (Int) -> Place) -> Source? {
            if let number = parts.firstIndex(where: { $0.serves(field) }) {
                return Source(place: place(number), folds: false)
            }
            return parts.firstIndex { $0.isFolded(by: field) }.map { Source(place: place($0), folds: true) }
        }
        return find(index.parts, Place.part) ?? find(index.covering, Place.covered)
    }

    /// Whether it reads the values of the entries, and not only their keys.
    var needsValues: Bool { lastCovered >= 0 || (index.role == .unique && wantsPrimaryKey) }

    /// The part of the index that is the one field, where there is one and it stands in the key as it is.
    var onlyPart: Int? {
        guard sources.count == 1, !sources[0].folds, case .part(let number) = sources[0].place else { return nil }
        return number
    }

    /// Finds the fields in an entry.
    mutating func locate(key: Span<UInt8>, value: Span<UInt8>) throws {
        parts.removeAll(keepingCapacity: true)
        covered.removeAll(keepingCapacity: true)
        var start = index.prefix.count
        let count = lastCovered >= 0 ? index.parts.count : lastPart + 1
        for part in index.parts.prefix(count) {
            let end = try KeyScanner.endOfComponent(in: key, from: start, descending: part.isDescending)
            parts.append(start..<end)
            start = end
        }
        guard lastCovered >= 0 else { return }
        // A claim of a unique index has the primary key before what it covers.
        var position = start == key.count ? try StoredKey.length(in: value) : 0
        for _ in 0...lastCovered {
            let end = try KeyScanner.endOfComponent(in: value, from: position, descending: false)
            covered.append(position..<end)
            position = end
        }
    }

    /// Appends the ascending component of a field that was located.
    func append(_ number: Int, key: Span<UInt8>, value: Span<UInt8>, to encoder: inout KeyEncoder) throws {
        let source = sources[number]
        let start = encoder.bytes.count
        switch source.place {
        case .part(let part):
            encoder.appendRaw(key.extracting(parts[part]))
            if index.parts[part].isDescending { encoder.complement(from: start) }
        case .primaryKey: try index.withPrimaryKey(key: key, value: value) { encoder.appendRaw($0) }
        case .covered(let part): encoder.appendRaw(value.extracting(covered[part]))
        }
        if source.folds {
            let folded = try FieldReference.folding(Array(encoder.bytes[start...]))
            encoder.removeLast(encoder.bytes.count - start)
            encoder.appendRaw(folded.span)
        }
    }
}

extension PartLayout {
    /// Whether the part is the string whose case-folded form the field is.
    func isFolded(by field: FieldReference) -> Bool {
        kind == .string && field.kind == .folded && isEach == field.isEach && path == field.path
            && (try? defaultComponent.map(FieldReference.folding)) == field.defaultComponent
    }
}
