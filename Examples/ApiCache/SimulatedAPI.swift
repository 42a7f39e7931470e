import Foundation

/// A slow source of products that fails now and then, and that can be down.
///
/// Its latencies are those of a call over the internet; a call really sleeps for a hundredth of that.
actor SimulatedAPI {
    /// The answer 503.
    struct Unavailable: Error {}

    enum Condition {
        case sound
        /// Some calls fail, as their ``Fate`` says.
        case flaky
        case down
    }

    static let products = 1_000
    static let categories = 20

    private let clock: SimulatedClock
    private let seed: UInt64
    private var attempts: [Int: Int] = [:]
    private var raises: [Int: Int] = [:]
    private(set) var calls = 0
    private(set) var latency = Duration.zero
    private var condition = Condition.sound

    init(clock: SimulatedClock, seed: UInt64) {
        self.clock = clock
        self.seed = seed
    }

    /// How long a call takes on average.
    var meanLatency: Duration { calls == 0 ? .zero : latency / calls }

    /// The product with an identifier; nil, which stands for the answer 404, when there is none.
    func product(_ id: Int) async throws -> Product? {
        let fate = fateOfNextCall(for: id)
        calls += 1
        latency += fate.latency
        try await Task.sleep(for: fate.latency / 100)
        if condition == .down || condition == .flaky && fate.fails { throw Unavailable() }
        guard Self.exists(id) else { return nil }
        let category = Self.category(of: id)
        return Product(
            id: id, name: "Product \(id)", category: category, cents: 500 + id + 10 * raises[category, default: 0],
            asOf: clock.now)
    }

    func become(_ condition: Condition) {
        self.condition = condition
    }

    func raisePrices(inCategory category: Int) {
        raises[category, default: 0] += 1
    }

    /// One in ten is not there.
    static func exists(_ id: Int) -> Bool { id % 10 != 7 }

    static func category(of id: Int) -> Int { id % categories }

    private func fateOfNextCall(for id: Int) -> Fate {
        attempts[id, default: 0] += 1
        return Fate(seed: seed, product: id, attempt: attempts[id, default: 0])
    }
}
