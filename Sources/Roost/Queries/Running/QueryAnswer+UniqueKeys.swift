import RoostEngine

extension QueryAnswer {
    /// The distinct values of a field in the answer, in its order.
    func uniqueKeys<V: KeyComponent>(_ field: FieldReference, as type: V.Type) throws -> [V] {
        var components: [[UInt8]] = []
        if let part = loosePart(for: field) {
            try forEachGroup(upTo: part) { components.append($0) }
        } else {
            var seen: Set<[UInt8]> = []
            try forEachRow(of: [field]) { component in
                let bytes = [UInt8](component)
                if seen.insert(bytes).inserted { components.append(bytes) }
                return true
            }
        }
        var decoder = KeyDecoder([])
        return try components.enumerated().map { position, component in
            decoder.load(component.span)
            do { return try V(from: &decoder) } catch { throw placed(error, in: field.name, at: position) }
        }
    }

    /// The part of the index that is the field, when entries with the same value stand together and are all there is to
    /// know.
    private func loosePart(for field: FieldReference) -> Int? {
        guard plan.countsEntries, plan.index.elementPart == nil, plan.offset == 0, plan.limit == nil,
            !plan.isPointLookup,
            let part = plan.index.parts.firstIndex(where: { $0.serves(field) })
        else { return nil }
        // The parts before it have one value in the whole scan.
        let isFixed = plan.index.parts.prefix(part).allSatisfy { part in
            plan.served.contains { condition in
                condition.arePoints && condition.ranges.count == 1
                    && condition.singleField.map { part.serves($0) } ?? false
            }
        }
        return isFixed ? part : nil
    }

    /// Calls the body once for all entries that agree up to a part, with that part's component: reads some entries, and
    /// goes on behind the last one's group.
    func forEachGroup(upTo part: Int, _ body: ([UInt8]) throws -> Void) throws {
        var rest = plan
        let isForward = plan.direction == .forward
        // In scan order. Few at a time, because each scan takes all that it is given.
        var left = (isForward ? plan.ranges : plan.ranges.reversed())[...]
        var last: [UInt8]?
        let isDescending = plan.index.parts[part].isDescending
        while !left.isEmpty {
            let some = left.prefix(16)
            rest.ranges = isForward ? Array(some) : some.reversed()
            var scanner = try EntryScanner(rest, keysOnly: true, context: context)
            guard try scanner.next(16) else {
                left.removeFirst(some.count)
                continue
            }
            for position in 0..<scanner.chunk.count {
                let key = scanner.chunk.key(at: position)
                let start = try plan.index.start(ofPart: part, in: key)
                let end = try KeyScanner.endOfComponent(in: key, from: start, descending: isDescending)
                let group = [UInt8](key.extracting(0..<end))
                guard group != last else { continue }
                last = group
                try body(isDescending ? group[start...].map { ~$0 } : Array(group[start...]))
            }
            guard let last else { return }
            while let first = left.first {
                if let rest = Self.rest(of: first, behind: last, plan.direction) {
                    left[left.startIndex] = rest
                    break
                }
                left.removeFirst()
            }
        }
    }

    /// What is left of a range behind all keys that begin with a group.
    private static func rest(of range: KeyRange, behind group: [UInt8], _ direction: ScanDirection) -> KeyRange? {
        var range = range
        let bounds = KeyRange(prefix: group)
        if direction == .forward {
            guard let end = bounds.upper else { return nil }
            if ByteOrder.compare(end.span, range.lower.span) > 0 { range.lower = end }
        } else if range.upper.map({ ByteOrder.compare(bounds.lower.span, $0.span) < 0 }) ?? true {
            range.upper = bounds.lower
        }
        return range.isEmpty ? nil : range
    }
}
