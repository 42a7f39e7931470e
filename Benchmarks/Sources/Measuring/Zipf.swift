import Foundation

/// Positions of which few are drawn often: the k-th most popular with a weight of 1 / k^0.99, as in YCSB.
package struct Zipf: Sendable {
    private let cumulated: [Double]
    private let positions: [Int]

    /// Draws from 0..<count; which positions are popular is random.
    package init(count: Int, generator: inout SeededGenerator) {
        var sum = 0.0
        cumulated = (1...count).map { rank in
            sum += 1 / pow(Double(rank), 0.99)
            return sum
        }
        positions = (0..<count).shuffled(using: &generator)
    }

    /// One position.
    package func next(_ generator: inout SeededGenerator) -> Int {
        let wanted = Double.random(in: 0..<(cumulated.last ?? 1), using: &generator)
        var (low, high) = (0, cumulated.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return positions[low]
    }
}
