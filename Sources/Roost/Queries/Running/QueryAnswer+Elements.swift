import RoostEngine

extension QueryAnswer {
    /// The elements of an array field that satisfy one of some conditions, or all of them where there are none.
    func elements<V: KeyComponent>(
        _ field: FieldReference, matching conditions: [Condition], as type: V.Type
    ) throws -> [V] {
        var elements: [V] = []
        var decoder = KeyDecoder([])
        do {
            try forEachElement(of: field, matching: conditions) { component in
                decoder.load(component)
                elements.append(try V(from: &decoder))
            }
        } catch {
            throw placed(error, in: field.name, at: elements.count)
        }
        return elements
    }

    /// Calls the body with the component of each such element: record by record in the order of the answer, those of one
    /// record ascending and each once; or in the order of the entries where the index of the field answers a query without
    /// an order.
    func forEachElement(
        of field: FieldReference, matching conditions: [Condition], _ body: (Span<UInt8>) throws -> Void
    ) throws {
        try context.confirm([field], on: plan.table)
        if let entries = entries(of: field, matching: conditions) {
            let part = entries.index.elementPart ?? 0
            try QueryRun(entries, in: context).forEachEntry(keysOnly: true) { key, _ in
                let start = try entries.index.start(ofPart: part, in: key)
                let end = try KeyScanner.endOfComponent(in: key, from: start, descending: false)
                try body(key.extracting(start..<end))
            }
            return
        }
        let tests = try conditions.map { try ElementTest($0, of: field) }
        var run = QueryRun(plan, in: context)
        try run.forEachRecord { _, json in
            let components = Set(try EachComponents.of(path: field.path, kind: field.kind, in: json))
            for component in components.sorted(by: ByteOrder.precedes)
            where try tests.isEmpty || tests.contains(where: { try $0.holds(component) }) {
                try body(component.span)
            }
            return true
        }
    }
}

extension QueryAnswer {
    /// The entries that are those elements, of the index that answers the query or of one that was passed over, because
    /// it would have led to each record many times.
    func entries(of field: FieldReference, matching conditions: [Condition]) -> Plan? {
        ([plan] + plan.passedOver).lazy.compactMap { $0.entries(of: field, matching: conditions) }.first
    }
}

/// A condition on the elements of an array field, for one of them.
private struct ElementTest {
    private let ranges: [KeyRange]
    /// Whether the condition is on the case-folded element.
    private let folds: Bool

    init(_ condition: Condition, of field: FieldReference) throws {
        ranges = condition.ranges
        folds = condition.fields[0] != field
    }

    func holds(_ component: [UInt8]) throws -> Bool {
        let component = folds ? try FieldReference.folding(component) : component
        return ComponentRanges.contain(ranges, component.span)
    }
}
