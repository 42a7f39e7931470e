import RoostEngine

/// Whether two JSON texts are the same but for the order in which members stand.
///
/// An encoder writes members in the order of its code. A typed change or an assigned key may have put one elsewhere.
enum JSONMemberOrder {
    /// Requires: nothing; text that cannot be read is not the same as any other.
    static func isAllThatDiffers(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        // What is written in another order is as long, and its bytes have the same sum.
        guard first.count == second.count, sum(first) == sum(second) else { return false }
        return (try? isEqual(first, second, depth: 0)) ?? false
    }

    private static func sum(_ text: Span<UInt8>) -> UInt64 {
        var sum: UInt64 = 0
        for index in text.indices { sum &+= UInt64(text[index]) }
        return sum
    }

    private static func isEqual(_ first: Span<UInt8>, _ second: Span<UInt8>, depth: Int) throws -> Bool {
        if first.equals(second) { return true }
        guard first.count == second.count, first.count > 0, first[0] == second[0] else { return false }
        switch first[0] {
        case .openBrace:
            let (left, right) = (try members(of: first, depth: depth), try members(of: second, depth: depth))
            guard left.count == right.count else { return false }
            for (a, b) in zip(left, right) {
                guard
                    first.extracting(a.name).equals(second.extracting(b.name)),
                    try isEqual(first.extracting(a.value), second.extracting(b.value), depth: depth + 1)
                else { return false }
            }
            return true
        case .openBracket:
            let (left, right) = (try elements(of: first, depth: depth), try elements(of: second, depth: depth))
            guard left.count == right.count else { return false }
            for (a, b) in zip(left, right)
            where try !isEqual(first.extracting(a), second.extracting(b), depth: depth + 1) { return false }
            return true
        default: return false
        }
    }

    /// Sorted by name.
    private static func members(
        of json: Span<UInt8>, depth: Int
    ) throws -> [(name: Range<Int>, value: Range<Int>)] {
        var members: [(name: Range<Int>, value: Range<Int>)] = []
        var scanner = JSONScanner(json)
        guard scanner.enter(until: .closeBrace) else { return [] }
        repeat {
            let name = try scanner.readMemberName().contents
            let start = scanner.offset
            _ = try scanner.skipValue(depth: depth + 1)
            members.append((name, start..<scanner.offset))
        } while try scanner.advance(until: .closeBrace)
        var names: [[UInt8]] = []
        for member in members { names.append([UInt8](json.extracting(member.name))) }
        return members.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }.map { members[$0] }
    }

    private static func elements(of json: Span<UInt8>, depth: Int) throws -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var scanner = JSONScanner(json)
        guard scanner.enter(until: .closeBracket) else { return [] }
        repeat {
            let start = scanner.offset
            _ = try scanner.skipValue(depth: depth + 1)
            elements.append(start..<scanner.offset)
        } while try scanner.advance(until: .closeBracket)
        return elements
    }
}
