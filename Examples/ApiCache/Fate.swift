/// What happens to one call of the API. The same seed, product and attempt always meet the same fate.
struct Fate {
    let latency: Duration
    let fails: Bool

    init(seed: UInt64, product: Int, attempt: Int) {
        var generator = SeededGenerator(seed: seed ^ UInt64(product) << 32 ^ UInt64(attempt))
        latency = .milliseconds(Int.random(in: 20...200, using: &generator))
        fails = Int.random(in: 0..<100, using: &generator) < 5
    }
}
