import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct KeyRangeTests {
    @Test(
        arguments: [
            ([], nil), ([0xFF], nil), ([0xFF, 0xFF], nil), ([0], [1]), ([1, 2], [1, 3]), ([1, 0xFF], [2]),
            ([0xFE, 0xFF, 0xFF], [0xFF]), ([0xFF, 0], [0xFF, 1]),
        ] as [([UInt8], [UInt8]?)])
    func theSuccessorOfAPrefix(_ prefix: [UInt8], _ expected: [UInt8]?) {
        #expect(ByteOrder.successor(ofPrefix: prefix) == expected)
        #expect(KeyRange(prefix: prefix) == KeyRange(lower: prefix, upper: expected))
    }

    @Test func orderIsThatOfUnsignedBytes() {
        let alphabet: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let pair: [[UInt8]] = (0..<2).map { _ in
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                }
            }
            let expected = pair[0] == pair[1] ? 0 : pair[0].lexicographicallyPrecedes(pair[1]) ? -1 : 1
            let (left, right) = (pair[0], pair[1])
            let order = ByteOrder.compare(left.span, right.span).signum()
            #expect(order == expected, "\(pair)")
        }
    }

    @Test func aRangeIsHalfOpen() {
        let range = KeyRange(lower: [1], upper: [3])
        #expect(range.contains([1]) && range.contains([2, 9]))
        #expect(!range.contains([3]) && !range.contains([0, 9]) && !range.contains([]))
        #expect(KeyRange.all.contains([]) && KeyRange.all.contains([0xFF]))
        #expect(KeyRange(lower: [1], upper: [1]).isEmpty && KeyRange(lower: [2], upper: [1]).isEmpty)
        #expect(KeyRange(lower: [], upper: []).isEmpty)
        #expect(!range.isEmpty && !KeyRange.all.isEmpty && !KeyRange(lower: [1], upper: [1, 0]).isEmpty)
    }
}
