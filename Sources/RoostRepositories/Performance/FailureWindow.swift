/// How many of the transactions of the last while have failed. Forgets in twentieths of the window.
struct FailureWindow: Sendable {
    struct Counts: Sendable, Hashable {
        var transactions = 0
        var failures = 0

        var rate: Double { transactions == 0 ? 0 : Double(failures) / Double(transactions) }
    }

    private static let sliceCount = 20

    let length: Duration
    private let sliceLength: Duration
    private var slices = [Counts](repeating: Counts(), count: sliceCount)
    private var current = 0
    private var sliceEnd: Duration
    /// Of all slices.
    private(set) var counts = Counts()

    init(_ length: Duration) {
        self.length = length
        sliceLength = length / Self.sliceCount
        sliceEnd = sliceLength
    }

    mutating func add(failed: Bool, at uptime: Duration) {
        advance(to: uptime)
        counts.transactions += 1
        slices[current].transactions += 1
        guard failed else { return }
        counts.failures += 1
        slices[current].failures += 1
    }

    /// Forgets what is older than the window.
    mutating func advance(to uptime: Duration) {
        guard uptime >= sliceEnd else { return }
        if uptime >= sliceEnd + length {
            for index in slices.indices { slices[index] = Counts() }
            counts = Counts()
            sliceEnd = uptime + sliceLength
            return
        }
        while uptime >= sliceEnd {
            current = (current + 1) % Self.sliceCount
            counts.transactions -= slices[current].transactions
            counts.failures -= slices[current].failures
            slices[current] = Counts()
            sliceEnd += sliceLength
        }
    }
}
