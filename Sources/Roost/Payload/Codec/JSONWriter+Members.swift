extension JSONWriter {
    /// Sorts the members where that is asked for, and takes them off the list. False when the text cannot stay as it
    /// is: a name is repeated, or containers would be moved that have slots.
    @inline(__always)
    func finishMembers(of slot: Int) -> Bool {
        let first = slots[slot].firstMember
        let number = memberCount &- first
        if slots[slot].isSorted {
            if number > 1 {
                guard slotCount == slot &+ 1 else { return false }
                sortMembers(from: first)
            }
        } else if number <= 24 {
            if sharesFingerprint(from: first), hasRepetition(from: first) { return false }
        } else if manyShareFingerprint(from: first), hasRepetition(from: first) {
            return false
        }
        dropMembers(from: first)
        return true
    }

    /// Whether the last member of the slot's object has a name that stands there already. True as well when there are
    /// too many to look at again and again.
    func isLastMemberRepeated(in slot: Int) -> Bool {
        let first = slots[slot].firstMember
        let last = memberCount - 1
        guard last - first < 256 else { return true }
        for index in first..<max(first, last)
        where members[index].fingerprint == members[last].fingerprint
            && nameOrder(members[index].start, members[last].start) == 0
        {
            return true
        }
        return false
    }

    @inline(__always)
    private func sharesFingerprint(from first: Int) -> Bool {
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
    private func manyShareFingerprint(from first: Int) -> Bool {
        var fingerprints = (first..<memberCount).map { members[$0].fingerprint }
        fingerprints.sort()
        return zip(fingerprints, fingerprints.dropFirst()).contains { $0 == $1 }
    }

    @inline(never)
    private func hasRepetition(from first: Int) -> Bool {
        let sorted = (first..<memberCount).map { members[$0].start }.sorted { nameOrder($0, $1) < 0 }
        return zip(sorted, sorted.dropFirst()).contains { nameOrder($0, $1) == 0 }
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
        ranges.sort { left, right in
            let order = nameOrder(left.start, right.start)
            return order != 0 ? order < 0 : left.start < right.start
        }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(count - begin)
        for (index, range) in ranges.enumerated() {
            // Keys of a dictionary that differ may share a name; which one stays is as arbitrary as their order.
            if index + 1 < ranges.count, nameOrder(range.start, ranges[index + 1].start) == 0 { continue }
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
