/// Whether a database has grown too large.
struct SizeWatch: Sendable {
    enum Signal: Sendable, Hashable {
        case exceeded, relaxed
    }

    let limit: Int
    let relaxedBelow: Int
    let coolDown: Duration
    private(set) var isRaised = false
    private var quietUntil = Duration.zero

    init(above limit: Int, relaxedBelow: Int, coolDown: Duration) {
        self.limit = limit
        self.relaxedBelow = relaxedBelow
        self.coolDown = coolDown
    }

    /// Takes note of a size. What is exceeded is told again only after the size was below the lower mark, or after the
    /// cool-down.
    mutating func signal(bytes: Int, at uptime: Duration) -> Signal? {
        if isRaised, bytes < relaxedBelow {
            isRaised = false
            return .relaxed
        }
        guard bytes > limit, !isRaised || uptime >= quietUntil else { return nil }
        isRaised = true
        quietUntil = uptime + coolDown
        return .exceeded
    }

    /// The action took until now: the cool-down begins here.
    mutating func acted(at uptime: Duration) { quietUntil = uptime + coolDown }
}
