import RoostEngine

/// Compares what the declared fields find in a record's JSON with what their key paths say, whether an index has them or
/// not.
///
/// A mistyped path would find nothing and say nothing. So a path that finds nothing is always compared, and the first
/// value of each field in each process is; in debug builds, every value is. Fields that no index has are looked for in the
/// first 1,000 records of a table and in every eighth of those that follow: to find them takes longer than all the rest.
final class PathProbes<R: Record> {
    private struct Probe {
        let probe: FieldProbe
        let accessor: FieldAccessor<R>
        /// The index that has the field; nil for the primary key and for a field without an index.
        let index: String?
    }

    /// How many records are checked for all fields before only some are.
    private static var checkedWhole: Int { 1_000 }
    /// One in so many is checked for all fields after them.
    private static var checkedThen: Int { 8 }

    /// The table's own paths.
    private let ownPaths: JSONPathSet
    /// The same, and behind them those of the fields that no index has.
    private let allPaths: JSONPathSet
    @exclusivity(unchecked) private var recordCount = 0
    /// The paths that the record at hand is checked for.
    @exclusivity(unchecked) private(set) var paths: JSONPathSet
    private let probes: [Probe]
    /// Of each probe, where its value stands among a record's; apart, so that looking costs no reference counts.
    private let slots: [Int]
    /// Of each probe, whether a value was found to be right.
    @exclusivity(unchecked) private var isConfirmed: [Bool]
    /// The slot of a primary key that the table assigns; nil where records bring theirs.
    private let assignedSlot: Int?
    @exclusivity(unchecked) private var encoder = KeyEncoder()

    init(_ definition: TableDefinition<R>, layout: TableLayout) {
        var fields: [(field: FieldReference, index: String?)] = [(definition.primaryKey.reference, nil)]
        for index in definition.indexes {
            fields += (index.parts + index.coveredFields).map { ($0.reference, index.name) }
        }
        if case .field(let part) = definition.expiry { fields.append((part.reference, nil)) }
        fields += DeclaredFields.all(of: definition.fields).map { ($0, nil) }

        var distinct = layout.distinctPaths
        var positions = Dictionary(
            distinct.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var probes: [Probe] = []
        var slots: [Int] = []
        var seen: Set<FieldIdentity> = []
        for (field, index) in fields {
            guard let probe = field.probe, let accessor = probe.accessor(of: R.self),
                seen.insert(probe.identity).inserted
            else { continue }
            let slot = positions[field.path] ?? distinct.count
            if slot == distinct.count {
                positions[field.path] = slot
                distinct.append(field.path)
            }
            probes.append(Probe(probe: probe, accessor: accessor, index: index))
            slots.append(slot)
        }
        self.probes = probes
        self.slots = slots
        // Fields are mostly declared in the order in which the record encodes them.
        let declared = DeclaredFields.all(of: definition.fields).compactMap { positions[$0.path] }
        var order: [Int] = []
        for position in declared + distinct.indices where !order.contains(position) { order.append(position) }
        ownPaths = layout.paths
        allPaths = JSONPathSet(distinct, expected: order)
        paths = allPaths
        isConfirmed = probes.map { $0.probe.isConfirmed && !Self.checksEveryValue }
        assignedSlot = definition.autoIncrement == nil ? nil : layout.records.parts.first?.slot
    }

    /// Chooses the paths that the next record is checked for.
    func begin() {
        recordCount &+= 1
        guard !Self.checksEveryValue, recordCount > Self.checkedWhole else { return }
        paths = recordCount % Self.checkedThen == 0 ? allPaths : ownPaths
    }

    /// Checks one record that is about to be written. REQUIRES: ``begin()`` was called for it.
    ///
    /// - Parameters:
    ///   - values: where ``paths`` stand in its JSON.
    ///   - isAssigned: whether the JSON has a primary key that the table has assigned, and so the record not.
    func check(
        _ record: R, json: Span<UInt8>, values: [JSONValue?], isAssigned: Bool = false, table: TableLayout,
        coder: RecordCoder
    ) throws {
        for position in slots.indices {
            let slot = slots[position]
            guard slot < paths.count else { continue }
            let value = values[slot]
            let isMissing = value == nil || value?.kind == .null
            guard isMissing || !isConfirmed[position] else { continue }
            if isAssigned, slot == assignedSlot {
                try checkAssigned(position, record, json, value, table, coder)
            } else {
                try check(position, record, json, value, table)
            }
        }
    }

    /// The record has no key of its own, and has the one that the table has assigned when it is read.
    private func checkAssigned(
        _ position: Int, _ record: R, _ json: Span<UInt8>, _ value: JSONValue?, _ table: TableLayout,
        _ coder: RecordCoder
    ) throws {
        guard !probes[position].probe.isConfirmed else { return }
        try check(position, record, json, nil, table)
        guard let read = try? coder.decode(R.self, from: json) else { return }
        try check(position, read, json, value, table)
    }

    private func check(
        _ position: Int, _ record: R, _ json: Span<UInt8>, _ value: JSONValue?, _ table: TableLayout
    ) throws {
        let probe = probes[position]
        encoder.removeAll(keepingCapacity: true)
        do {
            try probe.accessor.append(record, &encoder)
            if value == nil, probe.probe.isNothing(encoder.bytes) { return }
            guard try probe.probe.compare(value, in: json, with: encoder.bytes) else { return }
        } catch var error as RoostError {
            error.table = table.name
            error.index = probe.index
            error.field = probe.probe.field.name
            throw error
        }
        probe.probe.confirm()
        isConfirmed[position] = !Self.checksEveryValue
    }

    private static var checksEveryValue: Bool {
        #if DEBUG
        true
        #else
        false
        #endif
    }
}
