import Foundation

extension JSONDocument {
    /// The value of a member; nil when there is none of that name.
    ///
    /// Looks at the name behind the member found last first: whoever reads members in the order of the text searches
    /// nothing.
    ///
    /// - Parameter stay: whether the same member is expected next, instead of the one behind it.
    @inline(__always)
    func member(_ name: String, of object: Int, stay: Bool) -> Int? {
        if let found = name.utf8.withContiguousStorageIfAvailable({ member($0, of: object, stay: stay) }) {
            return found
        }
        var name = name
        return name.withUTF8 { member($0, of: object, stay: stay) }
    }

    @inline(__always)
    private func member(_ name: UnsafeBufferPointer<UInt8>, of object: Int, stay: Bool) -> Int? {
        let cursor = Int(entries[object].cursor)
        if cursor < Int(entries[object].link), isName(cursor, name) {
            if !stay { entries[object].cursor = UInt32(truncatingIfNeeded: behind(cursor &+ 1)) }
            return cursor &+ 1
        }
        return search(name, of: object, stay: stay)
    }

    @inline(never)
    private func search(_ name: UnsafeBufferPointer<UInt8>, of object: Int, stay: Bool) -> Int? {
        let end = Int(entries[object].link)
        let start = Int(entries[object].cursor)
        // From the cursor on to the end, then from the beginning to the cursor.
        for range in [start..<end, object + 1..<min(start, end)] {
            var index = range.lowerBound
            while index < range.upperBound {
                if isName(index, name) {
                    entries[object].cursor = UInt32(truncatingIfNeeded: stay ? index : behind(index + 1))
                    return index + 1
                }
                index = behind(index + 1)
            }
        }
        return nil
    }

    @inline(__always)
    private func isName(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let entry = entries[index]
        if entry.flag { return isEscapedName(entry, name) }
        guard Int(entry.count) == name.count else { return false }
        guard let start = name.baseAddress else { return true }
        return memcmp(text + Int(entry.start), start, name.count) == 0
    }

    @inline(never)
    private func isEscapedName(_ entry: JSONEntry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        unescapedBytes(entry).elementsEqual(name)
    }

    @inline(never)
    func escapedFingerprint(start: Int, count: Int) -> UInt64 {
        let entry = JSONEntry(
            kind: .name, flag: true, start: UInt32(truncatingIfNeeded: start),
            count: UInt32(truncatingIfNeeded: count), link: 0, cursor: 0)
        return unescapedBytes(entry).withUnsafeBytes { bytes in
            bytes.baseAddress.map { JSONMember.fingerprint(of: $0, count: bytes.count) }
                ?? JSONMember.fingerprint(of: text, count: 0)
        }
    }

    /// Throws when two members of an object have the same name.
    @inline(__always)
    func checkNames(of object: Int) throws {
        let number = Int(entries[object].count)
        guard number > 1 else { return }
        let isSuspect =
            number > 16
            || withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { prints in
                var found = false
                var index = object &+ 1
                for position in 0..<number {
                    let print = entries[index].link
                    for other in 0..<position where prints[other] == print { found = true }
                    prints.initializeElement(at: position, to: print)
                    index = behind(index &+ 1)
                }
                return found
            }
        if isSuspect { try compareNames(of: object) }
    }

    @inline(never)
    private func compareNames(of object: Int) throws {
        var names: [Int] = []
        names.reserveCapacity(Int(entries[object].count))
        var index = object + 1
        while index < entryCount {
            names.append(index)
            index = behind(index + 1)
        }
        names.sort { nameOrder($0, $1) < 0 }
        for index in 1..<names.count where nameOrder(names[index - 1], names[index]) == 0 {
            throw repeatedName(max(names[index - 1], names[index]))
        }
    }

    private func nameOrder(_ first: Int, _ second: Int) -> Int {
        let (a, b) = (entries[first], entries[second])
        if a.link != b.link { return a.link < b.link ? -1 : 1 }
        if a.flag || b.flag {
            let (a, b) = (name(first), name(second))
            return a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
        }
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        return Int(memcmp(text + Int(a.start), text + Int(b.start), Int(a.count)))
    }

    private func name(_ index: Int) -> [UInt8] {
        let entry = entries[index]
        if entry.flag { return unescapedBytes(entry) }
        return [UInt8](UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.count)))
    }
}
