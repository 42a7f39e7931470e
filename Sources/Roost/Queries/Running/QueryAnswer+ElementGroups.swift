import RoostEngine

extension QueryAnswer {
    /// The distinct elements of an array field that satisfy one of some conditions, in the order in which they come up.
    ///
    /// - Parameter isByElement: whether they come ascending instead, or descending in a query that is reversed.
    func uniqueElements<V: KeyComponent>(
        _ field: FieldReference, matching conditions: [Condition], isByElement: Bool, as type: V.Type
    ) throws -> [V] {
        try context.confirm([field], on: plan.table)
        var components: [[UInt8]] = []
        if isByElement, let entries = entries(of: field, matching: conditions), entries.index.elementPart == 0 {
            try Self(entries, in: context).forEachGroup(upTo: 0) { components.append($0) }
        } else {
            var seen: Set<[UInt8]> = []
            try forEachElement(of: field, matching: conditions) { component in
                let bytes = [UInt8](component)
                if seen.insert(bytes).inserted { components.append(bytes) }
            }
            if isByElement {
                components.sort(by: ByteOrder.precedes)
                if plan.isReversed { components.reverse() }
            }
        }
        return try components.enumerated().map { try value(of: $1, field, at: $0) }
    }

    /// How many records have each element of an array field that satisfies one of some conditions, by element.
    func groupedCount<V: KeyComponent>(
        elements field: FieldReference, matching conditions: [Condition], as type: V.Type
    ) throws -> [(key: V, count: Int)] {
        var counts: [[UInt8]: Int] = [:]
        try forEachElement(of: field, matching: conditions) { counts[[UInt8]($0), default: 0] += 1 }
        return try counts.sorted { ByteOrder.precedes($0.key, $1.key) }
            .enumerated().map { (try value(of: $1.key, field, at: $0), $1.value) }
    }

    private func value<V: KeyComponent>(of component: [UInt8], _ field: FieldReference, at position: Int) throws -> V {
        var decoder = KeyDecoder(component)
        do { return try V(from: &decoder) } catch { throw placed(error, in: field.name, at: position) }
    }
}
