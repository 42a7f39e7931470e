/// Which slow queries are told of: each shape once in a while.
struct SlowQueryWatch: Sendable {
    /// Shapes remembered at a time; a program has far fewer, unless it makes its queries up.
    static var shapeLimit: Int { 1_000 }

    private struct Shape {
        var quietUntil: Duration
        var suppressed = 0
    }

    let limit: Duration
    let quiet: Duration
    private var shapes: [String: Shape] = [:]

    init(over limit: Duration, quiet: Duration) {
        self.limit = limit
        self.quiet = quiet
    }

    var shapeCount: Int { shapes.count }

    /// Takes note of a slow query. Returns nil when it is not to be told of, otherwise how many of its shape were not
    /// since the last that was.
    mutating func signal(_ shape: String, at uptime: Duration) -> Int? {
        if let known = shapes[shape], uptime < known.quietUntil {
            shapes[shape]?.suppressed += 1
            return nil
        }
        let suppressed = shapes[shape]?.suppressed ?? 0
        if shapes.count >= Self.shapeLimit, shapes[shape] == nil { forget(at: uptime) }
        shapes[shape] = Shape(quietUntil: uptime + quiet)
        return suppressed
    }

    private mutating func forget(at uptime: Duration) {
        shapes = shapes.filter { uptime < $0.value.quietUntil }
        if shapes.count >= Self.shapeLimit { shapes = [:] }
    }
}
