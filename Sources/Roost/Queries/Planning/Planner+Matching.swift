import RoostEngine

extension Planner {
    /// The most ranges that several conditions may multiply to in one scan. One alone may have any number.
    private static let rangeLimit = 1_000

    func match(_ index: IndexLayout) -> IndexMatch {
        var match = IndexMatch(index: index)
        matchParts(&match)
        match.direction = direction(of: match)
        match.coversAnswer = coversAnswer(match)
        return match
    }

    /// Calls the body with what an index can do: one thing for each condition on the elements of an array, because
    /// different elements may satisfy different ones, and one for all conditions on other fields.
    func forEachMatch(_ index: IndexLayout, _ body: (IndexMatch) throws -> Void) rethrows {
        guard index.role == .each else { return try body(match(index)) }
        for position in positions where conditions[position].isOnElements(of: index.parts[0]) {
            var match = IndexMatch(index: index)
            match.served.insert(position)
            match.rangeCondition = position
            if conditions[position].arePoints { match.equalityParts = 1 }
            match.coversAnswer = coversAnswer(match)
            try body(match)
        }
    }

    private func matchParts(_ match: inout IndexMatch) {
        for (number, part) in match.index.parts.enumerated() {
            guard let position = condition(on: part), conditions[position].arePoints,
                canMultiply(match.prefixCount, conditions[position].ranges.count)
            else { return matchRange(&match, from: number) }
            let count = conditions[position].ranges.count
            match.served.insert(position)
            match.equalityParts += 1
            match.prefixCount *= count
            if match.prefixCount == 1 { match.fixedParts += 1 }
        }
    }

    /// Ends the match of parts with one condition that is not made of points, if there is one.
    private func matchRange(_ match: inout IndexMatch, from number: Int) {
        let parts = match.index.parts[number...]
        match.skippingCondition = skippingCondition(on: parts[number], behind: match.prefixCount)
        guard let position = condition(on: parts[number]) ?? tupleCondition(on: parts),
            canMultiply(match.prefixCount, conditions[position].ranges.count)
        else { return }
        match.served.insert(position)
        match.rangeCondition = position
    }

    /// The positions of the conditions that an index may decide.
    var positions: Range<Int> { 0..<min(conditions.count, SmallSet.capacity) }

    /// The condition on the field of a part alone.
    func condition(on part: PartLayout) -> Int? {
        positions.first { conditions[$0].isOn(part) }
    }

    private func tupleCondition(on parts: ArraySlice<PartLayout>) -> Int? {
        positions.first { conditions[$0].isOnTuple(of: parts) }
    }

    /// A condition without case that a part with the string itself helps with.
    private func skippingCondition(on part: PartLayout, behind prefixCount: Int) -> Int? {
        positions.first { position in
            let condition = conditions[position]
            guard condition.fields.count == 1, part.isFolded(by: condition.fields[0]),
                let ranges = FoldedPrefixes.ranges(of: condition)
            else { return false }
            return canMultiply(prefixCount, ranges.count)
        }
    }

    /// Whether the entries have all that the terminal wants and the conditions ask.
    private func coversAnswer(_ match: IndexMatch) -> Bool {
        guard let wanted = specification.wantedFields, match.index.role != .each || match.isSingleValue(conditions)
        else {
            return false
        }
        guard EntryFields(wanted, in: match.index, of: table) != nil else { return false }
        return positions.allSatisfy { position in
            match.served.contains(position) || EntryFilter.isPossible(conditions[position], in: match.index, of: table)
        } && conditions.count <= SmallSet.capacity && specification.filters.isEmpty && specification.ends.isEmpty
    }

    private func canMultiply(_ prefixes: Int, _ ranges: Int) -> Bool {
        min(prefixes, ranges) <= 1 || prefixes * ranges <= Self.rangeLimit
    }

    private func direction(of match: IndexMatch) -> ScanDirection? {
        guard match.index.role != .each else { return nil }
        guard !specification.order.isEmpty else { return specification.isReversed ? .reverse : .forward }
        let fixed = match.index.parts.prefix(match.fixedParts)
        var rest = Array(match.index.parts.dropFirst(match.fixedParts))
        // Behind equal components stands the primary key.
        if match.index.role != .records { rest += table.records.parts }
        var isDescending: Bool?
        var position = 0
        for field in specification.order where !fixed.contains(where: { $0.serves(field, isEach: false) }) {
            if position == rest.count, coversPrimaryKey(rest) { break }
            guard position < rest.count, rest[position].serves(field, isEach: false) else { return nil }
            guard isDescending == nil || isDescending == rest[position].isDescending else { return nil }
            isDescending = rest[position].isDescending
            position += 1
        }
        return (isDescending ?? false) == specification.isReversed ? .forward : .reverse
    }

    /// After the whole primary key nothing is left to order by.
    private func coversPrimaryKey(_ parts: [PartLayout]) -> Bool {
        parts.suffix(table.records.parts.count).map(\.path) == table.records.parts.map(\.path)
    }
}

extension Condition {
    /// Whether the condition is on the one field of a part.
    fileprivate func isOn(_ part: PartLayout) -> Bool {
        fields.count == 1 && part.serves(fields[0], isEach: false)
    }

    /// Whether the condition is on the elements of an array that a multi-entry part reads.
    fileprivate func isOnElements(of part: PartLayout) -> Bool {
        !isNegated && fields.count == 1 && part.serves(fields[0], isEach: true)
    }

    /// Whether the condition compares the first of some parts as a tuple.
    fileprivate func isOnTuple(of parts: ArraySlice<PartLayout>) -> Bool {
        fields.count > 1 && fields.count <= parts.count
            && zip(parts, fields).allSatisfy { $0.serves($1, isEach: false) }
            && parts.prefix(fields.count).allSatisfy { $0.isDescending == parts[parts.startIndex].isDescending }
    }
}

extension IndexMatch {
    /// For a multi-entry index: whether a record has one entry at most in the scan.
    fileprivate func isSingleValue(_ conditions: [Condition]) -> Bool {
        rangeCondition.map { conditions[$0].arePoints && conditions[$0].ranges.count == 1 } ?? false
    }
}
