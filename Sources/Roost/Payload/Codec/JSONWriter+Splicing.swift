/// Changes of text that has been written. They move bytes, and only unusual `encode(to:)` need them: those that write
/// to a nested container after its parent, or write a member twice.
extension JSONWriter {
    /// Moves the text from `mark` on in front of the closing bracket of a closed container.
    func insert(into slot: Int, from mark: Int) {
        let target = slots[slot].end - 1
        rotate(from: mark, to: target)
        if slots[slot].kind == .object { removeRepetition(in: slot, insertedAt: target) }
    }

    /// Puts the text from `mark` on in place of the empty object that stands in a slot nothing had been written to.
    func replacePlaceholder(of slot: Int, from mark: Int) {
        let target = slots[slot].end
        rotate(from: mark, to: target)
        cut(target - 2..<target)
    }

    private func rotate(from mark: Int, to target: Int) {
        let length = count - mark
        reserve(length)
        (base + count).update(from: base + mark, count: length)
        (base + target + length).update(from: base + target, count: mark - target)
        (base + target).update(from: base + count, count: length)
        // A value that ends where the text is put stays in front of it.
        moveOffsets { offset, isEnd in
            let first = isEnd ? offset - 1 : offset
            return if first >= mark { offset - (mark - target) } else if first >= target { offset + length } else {
                offset
            }
        }
    }

    /// Removes text. Slots inside it can no longer be written to.
    func cut(_ range: Range<Int>) {
        for index in 0..<slotCount where range.contains(slots[index].start) && slots[index].start > range.lowerBound {
            slots[index].kind = .replaced
        }
        (base + range.lowerBound).update(from: base + range.upperBound, count: count - range.upperBound)
        count -= range.count
        moveOffsets { offset, _ in
            offset >= range.upperBound ? offset - range.count : min(offset, range.lowerBound)
        }
    }

    private func moveOffsets(_ moved: (_ offset: Int, _ isEnd: Bool) -> Int) {
        for index in 0..<slotCount {
            slots[index].start = moved(slots[index].start, false)
            if slots[index].end >= 0 { slots[index].end = moved(slots[index].end, true) }
            if slots[index].key >= 0 { slots[index].key = moved(slots[index].key, false) }
        }
        for index in 0..<memberCount { members[index].start = moved(members[index].start, false) }
    }

    /// Removes the earlier member of the same name as the last one of a closed object.
    private func removeRepetition(in slot: Int, insertedAt inserted: Int) {
        let names = memberStarts(from: slots[slot].start)
        guard let last = names.last else { return }
        for (index, name) in names.dropLast().enumerated() where sameName(at: name, and: last) {
            return cut(name..<names[index + 1])
        }
    }

    /// Where the names of an object's members begin. The text is well formed, because it was written here.
    private func memberStarts(from start: Int) -> [Int] {
        var starts: [Int] = []
        var scanner = JSONScanner(span, at: start)
        guard scanner.enter(until: .closeBrace) else { return [] }
        do {
            repeat {
                starts.append(scanner.offset)
                _ = try scanner.readMemberName()
                _ = try scanner.skipValue(depth: 1)
            } while try scanner.advance(until: .closeBrace)
        } catch {
            return []
        }
        return starts
    }

    /// Names are always escaped in the same way, so that equal names are equal text.
    func sameName(at first: Int, and second: Int) -> Bool {
        var index = 1
        while base[first + index] == base[second + index] {
            switch base[first + index] {
            case .quote: return true
            case .backslash:
                guard base[first + index + 1] == base[second + index + 1] else { return false }
                index += 2
            default: index += 1
            }
        }
        return false
    }
}
