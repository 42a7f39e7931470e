import Measuring

/// The results as text.
enum SessionsReport {
    static func text(_ lines: [Population.Loading]) -> String {
        var table = TextTable([
            "loaded", "sessions", "seconds", "settled in s", "MB on disk", "bytes a session", "RSS grew by MB",
            "of it tokens MB",
        ])
        for line in lines {
            table.add([
                line.contender.rawValue, "\(line.sessions)", line.seconds.short, line.settlingSeconds.short,
                megabytes(line.bytesOnDisk), (Double(line.bytesOnDisk) / Double(line.sessions)).short,
                megabytes(line.residentBytes), megabytes(line.tokenBytes),
            ])
        }
        return table.text
    }

    static func text(_ lines: [MixLine]) -> String {
        var table = TextTable([
            "operations a second", "roost", "grdb-tuned", "grdb", "x tuned", "x grdb", "roost rounds", "tuned rounds",
            "grdb rounds",
        ])
        var seen: Set<String> = []
        for name in lines.map(\.workload).filter({ seen.insert($0).inserted }) {
            let sides = [Contender.roost, .grdbTuned, .grdb].map { contender in
                lines.first { $0.workload == name && $0.contender == contender }
            }
            table.add(
                [name] + sides.map { $0?.perSecond.short ?? "-" } + sides.dropFirst().map { ratio(sides[0], $0) }
                    + sides.map(range))
        }
        return table.text
    }

    private static func ratio(_ roost: MixLine?, _ other: MixLine?) -> String {
        guard let roost, let other else { return "-" }
        return (roost.perSecond / other.perSecond).asRatio
    }

    private static func range(_ line: MixLine?) -> String {
        line.map { "\($0.slowest.short)-\($0.quickest.short)" } ?? "-"
    }

    static func text(_ lines: [VerbLine]) -> String {
        var table = TextTable(["one thread, us", "durability", "contender", "p50", "p99", "p99.9", "longest", "n"])
        for line in lines {
            table.add([
                line.verb, line.durability, line.contender.rawValue, line.p50.short, line.p99.short, line.p999.short,
                line.longest.short, "\(line.n)",
            ])
        }
        return table.text
    }

    static func text(_ outcome: ExpiryPhase.Outcome) -> String {
        var table = TextTable(["after half of the sessions expired", "", "expired", "swept", "compacted"])
        func add(_ name: String, _ unit: String, _ value: (String) -> String) {
            table.add([name, unit] + ["expired", "swept", "compacted"].map(value))
        }
        add("first look-up by token", "us") { outcome.firstLookUp[$0]?.short ?? "-" }
        add("first live session by expiry", "us") { outcome.firstLive[$0]?.short ?? "-" }
        add("on disk", "MB") { outcome.bytesOnDisk[$0].map(megabytes) ?? "-" }
        return """
            \(table.text)
            \(outcome.liveBefore) live before, \(outcome.liveAfter) after; \(outcome.swept) swept in \
            \(outcome.sweepSeconds.short) s, cleanup and compaction \(outcome.cleanupSeconds.short) s
            \(outcome.writes) writes of two threads meanwhile: p50 \(outcome.writeP50.short) us, p99 \
            \(outcome.writeP99.short) us, longest \((outcome.longestWrite / 1_000).short) ms
            """
    }

    private static func megabytes(_ bytes: Int) -> String { (Double(bytes) / 1e6).short }
}
