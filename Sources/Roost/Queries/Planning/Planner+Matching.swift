import RoostEngine

extension Planner {
    /// The most ranges that several conditions may multiply to in one scan. One alone may have any number.
    private static let rangeLimit = 1_000

    func match(_ index: IndexLayout, elements: Int? = nil) -> IndexMatch {
        var match = IndexMatch(index: index)
        match.elementCondition = elements
        matchParts(&match)
        match.direction = direction(of: match)
        match.coversAnswer = coversAnswer(match)
        return match
    }

    /// Calls the body with what an index can do: one thing for each condition on the elements of an array, because
    /// different elements may satisfy different ones, and one for all conditions on other fields.
    func forEachMatch(_ index: IndexLayout, _ body: (IndexMatch) throws -> Void) rethrows {
        guard let part = index.elementPart.map({ index.parts[$0] }) else { return try body(match(index)) }
        for position in positions where conditions[position].isOnElements(of: part) {
            let match = match(index, elements: position)
            // A record without elements has no entry, so that other conditions alone lead to too few.
            if match.served.contains(position) || match.skippingCondition == position { try body(match) }
        }
    }

    private func matchParts(_ match: inout IndexMatch) {
        while match.equalityParts < match.index.parts.count {
            guard let (position, width) = pointCondition(on: match.index.parts[match.equalityParts...], match),
                canMultiply(match.prefixCount, conditions[position].ranges.count)
            else { return matchRange(&match, from: match.equalityParts) }
            match.served.insert(position)
            match.equalityParts += width
            match.prefixCount *= conditions[position].ranges.count
            if match.prefixCount == 1 { match.fixedParts += width }
        }
    }

    /// Ends the match of parts with one condition that is not made of points, if there is one.
    private func matchRange(_ match: inout IndexMatch, from number: Int) {
        let parts = match.index.parts[number...]
        match.skippingCondition = skippingCondition(on: parts[number], match)
        guard let position = condition(on: parts[number], match) ?? tupleCondition(on: parts),
            canMultiply(match.prefixCount, conditions[position].ranges.count)
        else { return }
        match.served.insert(position)
        match.rangeCondition = position
    }

    /// The positions of the conditions that an index may decide.
    var positions: Range<Int> { 0..<min(conditions.count, SmallSet.capacity) }

    /// The condition on the field of a part alone.
    func condition(on part: PartLayout, _ match: IndexMatch) -> Int? {
        guard part.isEach else { return positions.first { conditions[$0].isOn(part) } }
        return match.elementCondition.flatMap { conditions[$0].isOn(part) ? $0 : nil }
    }

    /// A condition that is made of single values, on the field of the first of some parts, or on the fields of several of
    /// them, in whatever order; and how many parts those are.
    func pointCondition(on parts: ArraySlice<PartLayout>, _ match: IndexMatch) -> (position: Int, width: Int)? {
        guard let part = parts.first else { return nil }
        if let position = condition(on: part, match) {
            return conditions[position].arePoints ? (position, 1) : nil
        }
        return positions.first { conditions[$0].isOnPoints(of: parts) }.map { ($0, conditions[$0].fields.count) }
    }

    private func tupleCondition(on parts: ArraySlice<PartLayout>) -> Int? {
        positions.first { conditions[$0].isOnTuple(of: parts) }
    }

    /// A condition without case that a part with the string itself helps with.
    private func skippingCondition(on part: PartLayout, _ match: IndexMatch) -> Int? {
        positions.first { position in
            let condition = conditions[position]
            guard !part.isEach || position == match.elementCondition, condition.fields.count == 1,
                part.isFolded(by: condition.fields[0]), let ranges = FoldedPrefixes.ranges(of: condition)
            else { return false }
            return canMultiply(match.prefixCount, ranges.count)
        }
    }

    /// Whether the entries have all that the terminal wants and the conditions ask.
    private func coversAnswer(_ match: IndexMatch) -> Bool {
        guard let wanted = specification.wantedFields, hasOneEntryForEachRecord(match) else { return false }
        guard EntryFields(wanted, in: match.index, of: table) != nil else { return false }
        return positions.allSatisfy { position in
            match.served.contains(position) || EntryFilter.isPossible(conditions[position], in: match.index, of: table)
        } && conditions.count <= SmallSet.capacity && specification.filters.isEmpty && specification.ends.isEmpty
    }

    /// Whether a record has one entry at most in the scan.
    private func hasOneEntryForEachRecord(_ match: IndexMatch) -> Bool {
        guard let position = match.elementCondition else { return match.index.elementPart == nil }
        let condition = conditions[position]
        return match.served.contains(position) && condition.arePoints && condition.ranges.count == 1
    }

    private func canMultiply(_ prefixes: Int, _ ranges: Int) -> Bool {
        min(prefixes, ranges) <= 1 || prefixes * ranges <= Self.rangeLimit
    }

    private func direction(of match: IndexMatch) -> ScanDirection? {
        guard !specification.order.isEmpty else { return specification.isReversed ? .reverse : .forward }
        // Of several entries of a record, the first is not known before the record is read.
        guard hasOneEntryForEachRecord(match) else { return nil }
        let fixed = match.index.parts.prefix(match.fixedParts)
        var rest = Array(match.index.parts.dropFirst(match.fixedParts))
        // Behind equal components stands the primary key.
        if match.index.role != .records { rest += table.records.parts }
        // Whether the parts run against the order: all of them, or none.
        var isOpposed: Bool?
        var position = 0
        for term in specification.order where !fixed.contains(where: { $0.serves(term.field) }) {
            if position == rest.count, coversPrimaryKey(rest) { break }
            guard position < rest.count, rest[position].serves(term.field) else { return nil }
            let opposes = rest[position].isDescending != term.isDescending
            guard isOpposed == nil || isOpposed == opposes else { return nil }
            isOpposed = opposes
            position += 1
        }
        return (isOpposed ?? false) == specification.isReversed ? .forward : .reverse
    }

    /// After the whole primary key nothing is left to order by.
    private func coversPrimaryKey(_ parts: [PartLayout]) -> Bool {
        parts.suffix(table.records.parts.count).map(\.path) == table.records.parts.map(\.path)
    }
}

extension Condition {
    /// Whether the condition is on the one field of a part.
    fileprivate func isOn(_ part: PartLayout) -> Bool {
        !isNegated && fields.count == 1 && part.serves(fields[0])
    }

    /// Whether the condition is on the elements of an array that a multi-entry part reads, as they are or without case.
    fileprivate func isOnElements(of part: PartLayout) -> Bool {
        !isNegated && fields.count == 1 && (part.serves(fields[0]) || part.isFolded(by: fields[0]))
    }

    /// Whether the condition is a set of tuples of the fields of the first of some parts.
    fileprivate func isOnPoints(of parts: ArraySlice<PartLayout>) -> Bool {
        arePoints && fields.count > 1 && fields.count <= parts.count
            && parts.prefix(fields.count).allSatisfy { part in fields.contains { part.serves($0) } }
            && Set(parts.prefix(fields.count).map(\.path)).count == fields.count
    }

    /// Whether the condition compares the first of some parts as a tuple.
    fileprivate func isOnTuple(of parts: ArraySlice<PartLayout>) -> Bool {
        fields.count > 1 && fields.count <= parts.count
            && zip(parts, fields).allSatisfy { $0.serves($1) }
            && parts.prefix(fields.count).allSatisfy { $0.isDescending == parts[parts.startIndex].isDescending }
    }
}
