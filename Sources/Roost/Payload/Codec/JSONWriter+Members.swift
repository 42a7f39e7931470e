extension JSONWriter {
    /// Leaves one member of each name, the last, and sorts the members where that is asked for. Takes them off the
    /// list.
    @inline(__always)
    func finishMembers(of slot: Int) {
        let first = slots[slot].firstMember
        let number = memberCount &- first
        if slots[slot].isSorted {
            if number > 1 { sortMembers(from: first) }
        } else if number <= 24 {
            if hasRepetition(from: first) { removeRepetitions(from: first) }
        } else {
            checkManyMembers(from: first)
        }
        dropMembers(from: first)
    }

    @inline(__always)
    private func hasRepetition(from first: Int) -> Bool {
        var found = false
        var index = first &+ 1
        while index < memberCount {
            let fingerprint = members[index].fingerprint
            for other in first..<index where members[other].fingerprint == fingerprint { found = true }
            index &+= 1
        }
        return found
    }

    @inline(never)
    private func checkManyMembers(from first: Int) {
        var fingerprints = (first..<memberCount).map { members[$0].fingerprint }
        fingerprints.sort()
        for index in 1..<fingerprints.count where fingerprints[index] == fingerprints[index - 1] {
            return removeRepetitions(from: first)
        }
    }

    @inline(never)
    private func removeRepetitions(from first: Int) {
        let sorted = (first..<memberCount).sorted { left, right in
            let order = nameOrder(members[left].start, members[right].start)
            return order != 0 ? order < 0 : left < right
        }
        var repeated: [Int] = []
        for (left, right) in zip(sorted, sorted.dropFirst())
        where nameOrder(members[left].start, members[right].start) == 0 {
            repeated.append(left)
        }
        // Back to front, so that the positions of the others hold. A later member of the name always follows.
        for index in repeated.sorted(by: >) { cut(members[index].start..<members[index + 1].start) }
    }

    /// Sorts by the bytes of the names as they stand in the text.
    @inline(never)
    private func sortMembers(from first: Int) {
        let begin = members[first].start
        var ranges: [(start: Int, end: Int)] = []
        ranges.reserveCapacity(memberCount - first)
        for index in first..<memberCount {
            // Without the comma behind it.
            ranges.append((members[index].start, index + 1 < memberCount ? members[index + 1].start - 1 : count))
        }
        var isSorted = true
        for index in 1..<ranges.count where isSorted {
            isSorted = nameOrder(ranges[index - 1].start, ranges[index].start) < 0
        }
        guard !isSorted else { return }
        ranges.sort { nameOrder($0.start, $1.start) < 0 }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(count - begin)
        for (index, range) in ranges.enumerated() {
            // Keys of a dictionary that differ may share a name; which one stays is as arbitrary as their order.
            if index + 1 < ranges.count, sameName(at: range.start, and: ranges[index + 1].start) { continue }
            if !sorted.isEmpty { sorted.append(.comma) }
            sorted.append(contentsOf: UnsafeBufferPointer(start: base + range.start, count: range.end - range.start))
        }
        sorted.withUnsafeBufferPointer { buffer in
            if let source = buffer.baseAddress { (base + begin).update(from: source, count: buffer.count) }
        }
        count = begin + sorted.count
    }

    private func nameOrder(_ first: Int, _ second: Int) -> Int {
        var index = 1
        while true {
            let (a, b) = (base[first + index], base[second + index])
            // The closing quote of the shorter name comes before whatever goes on.
            guard a == b else { return (a == .quote ? -1 : Int(a)) - (b == .quote ? -1 : Int(b)) }
            if a == .quote { return 0 }
            index += 1
            if a == .backslash {
                let (c, d) = (base[first + index], base[second + index])
                guard c == d else { return Int(c) - Int(d) }
                index += 1
            }
        }
    }
}
