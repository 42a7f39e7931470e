/// Picks numbers from 0 on, the number n as often as 1 / (n + 1) says: few products are asked for all the time, and most
/// of them hardly ever.
struct Zipf: Sendable {
    private let sums: [Double]

    init(count: Int) {
        var sum = 0.0
        sums = (1...count).map { rank in
            sum += 1 / Double(rank)
            return sum
        }
    }

    func next(using generator: inout some RandomNumberGenerator) -> Int {
        let target = Double.random(in: 0..<(sums.last ?? 0), using: &generator)
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
