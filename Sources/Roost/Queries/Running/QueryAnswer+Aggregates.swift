import RoostEngine

extension QueryAnswer {
    func sum<V: KeyComponent & FixedWidthInteger>(_ field: FieldReference, as type: V.Type) throws -> V {
        // Only the sum itself has to fit: what overflows on the way goes into a sum that no number of values overflows.
        var sum: Int128 = 0
        var part: V = 0
        try forEachValue(of: field, as: V.self) { value in
            let (next, overflow) = part.addingReportingOverflow(value)
            if overflow { sum += Int128(part) }
            part = overflow ? value : next
        }
        guard let sum = V(exactly: sum + Int128(part)) else {
            var error = RoostError(.invalidArgument, "the sum does not fit into \(V.self)")
            error.table = plan.table.name
            error.field = field.name
            throw error
        }
        return sum
    }

    func sum<V: KeyComponent & BinaryFloatingPoint>(_ field: FieldReference, as type: V.Type) throws -> V {
        var sum: V = 0
        try forEachValue(of: field, as: V.self) { sum += $0 }
        return sum
    }

    func average<V: KeyComponent>(_ field: FieldReference, as type: V.Type, _ number: (V) -> Double) throws -> Double? {
        var sum = 0.0
        var count = 0
        try forEachValue(of: field, as: V.self) { value in
            sum += number(value)
            count += 1
        }
        return count == 0 ? nil : sum / Double(count)
    }

    /// The smallest or greatest value of a field that is not nil, among all records of the answer.
    func extreme<V: KeyComponent>(_ field: FieldReference, isGreatest: Bool, as type: V.Type) throws -> V? {
        var found: V?
        var best: [UInt8]?
        var decoder = KeyDecoder([])
        try forEachRow(of: [field]) { component in
            let isBetter = best.map { best in
                let order = ByteOrder.compare(component, best.span)
                return isGreatest ? order > 0 : order < 0
            }
            guard isBetter ?? true else { return true }
            decoder.load(component)
            guard decoder.nextTag != KeyTag.null else { return true }
            best = [UInt8](component)
            do { found = try V(from: &decoder) } catch { throw placed(error, in: field.name) }
            return true
        }
        return found
    }
}
