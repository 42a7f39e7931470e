import Foundation
import RoostEngine

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
        guard Int(entry.length) == name.count else { return false }
        guard let start = name.baseAddress else { return true }
        return JSONText.equal(text + Int(entry.start), start, count: name.count)
    }

    @inline(never)
    private func isEscapedName(_ entry: JSONEntry, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        unescapedBytes(entry).elementsEqual(name)
    }

    @inline(never)
    func escapedFingerprint(start: Int, count: Int) -> UInt32 {
        let entry = JSONEntry(
            kind: .name, flag: true, start: UInt32(truncatingIfNeeded: start),
            link: 0, cursor: UInt32(truncatingIfNeeded: count))
        let name = unescapedBytes(entry)
        return (name + [UInt8](repeating: 0, count: 8)).withUnsafeBytes { bytes in
            bytes.baseAddress.map { JSONEntry.fingerprint(of: $0, count: name.count) } ?? 0
        }
    }

    /// Throws when two members of an object have the same name. Requires: it is being scanned.
    @inline(never)
    func compareNames(of object: Int) throws(JSONFault) {
        // Half of a word each: together with the entries they stay within ``maxBytesPerByte``.
        var names: [UInt32] = []
        names.reserveCapacity(Int(entries[object].elementCount))
        var index = object + 1
        while index < entryCount {
            names.append(UInt32(truncatingIfNeeded: index))
            index = behind(index + 1)
        }
        names.sort { nameOrder(Int($0), Int($1)) < 0 }
        for index in 1..<names.count where nameOrder(Int(names[index - 1]), Int(names[index])) == 0 {
            throw .repeatedName(Int(max(names[index - 1], names[index])))
        }
    }

    private func nameOrder(_ first: Int, _ second: Int) -> Int {
        let (a, b) = (entries[first], entries[second])
        if a.link != b.link { return a.link < b.link ? -1 : 1 }
        // One order for all of the same fingerprint, escaped or not: only then do equal names come together.
        let (left, right) = (name(first), name(second))
        return ByteOrder.compare(left.span, right.span)
    }

    private func name(_ index: Int) -> [UInt8] {
        let entry = entries[index]
        if entry.flag { return unescapedBytes(entry) }
        return [UInt8](UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.length)))
    }
}

extension JSONText {
    /// Short texts are compared in words that overlap, which saves a call.
    @inline(__always)
    static func equal(_ first: UnsafeRawPointer, _ second: UnsafeRawPointer, count: Int) -> Bool {
        if count >= 8 {
            if count > 16 { return memcmp(first, second, count) == 0 }
            return equal(first, second, at: 0, as: UInt64.self) && equal(first, second, at: count &- 8, as: UInt64.self)
        }
        if count >= 4 {
            return equal(first, second, at: 0, as: UInt32.self) && equal(first, second, at: count &- 4, as: UInt32.self)
        }
        for index in 0..<count where !equal(first, second, at: index, as: UInt8.self) { return false }
        return true
    }

    @inline(__always)
    private static func equal<Word: FixedWidthInteger & BitwiseCopyable>(
        _ first: UnsafeRawPointer, _ second: UnsafeRawPointer, at offset: Int, as type: Word.Type
    ) -> Bool {
        first.loadUnaligned(fromByteOffset: offset, as: type) == second.loadUnaligned(fromByteOffset: offset, as: type)
    }
}
