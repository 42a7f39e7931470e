import RoostEngineTesting
import Testing

@testable import RoostEngine

@Suite struct OrderedIndexTests {
    /// Entry indices are their own keys here.
    @Test(arguments: ["ascending", "descending", "random"])
    func entriesStayInOrderAndInBoundedBlocks(_ kind: String) {
        var generator = SeededGenerator(seed: 5)
        var numbers = Array(0..<3000)
        if kind == "descending" { numbers.reverse() }
        if kind == "random" { numbers.shuffle(using: &generator) }
        var index = OrderedIndex(sorted: [])
        for number in numbers { index.insert(number) { $0 - number } }
        #expect(Self.walk(index) == Array(0..<3000))
        #expect(Self.walkBack(index) == (0..<3000).reversed())
        for number in numbers.shuffled(using: &generator) where number % 3 != 0 {
            index.remove(at: index.lowerBound { $0 - number })
        }
        #expect(Self.walk(index) == Array(stride(from: 0, to: 3000, by: 3)))
        for number in [0, 1, 2, 3, 1500, 2996, 2997] {
            let position = index.lowerBound { $0 - number }
            #expect(index[position] == (number + 2) / 3 * 3)
        }
        #expect(index.lowerBound { $0 - 2998 } == index.end)
        for number in stride(from: 0, to: 3000, by: 3) { index.remove(at: index.lowerBound { $0 - number }) }
        #expect(index.start == index.end)
        index.insert(1) { $0 - 1 }
        #expect(Self.walk(index) == [1])
    }

    @Test(arguments: [0, 1, 255, 256, 257, 2000])
    func anOrderCanBeBuiltAtOnce(_ count: Int) {
        let index = OrderedIndex(sorted: Array(0..<UInt32(count)))
        #expect(Self.walk(index) == Array(0..<count))
        #expect(Self.walkBack(index) == (0..<count).reversed())
    }

    private static func walk(_ index: OrderedIndex) -> [Int] {
        var walked: [Int] = []
        var position = index.start
        while position != index.end {
            walked.append(index[position])
            position = index.position(after: position)
        }
        return walked
    }

    private static func walkBack(_ index: OrderedIndex) -> [Int] {
        var walked: [Int] = []
        var position = index.end
        while let before = index.position(before: position) {
            walked.append(index[before])
            position = before
        }
        return walked
    }
}
