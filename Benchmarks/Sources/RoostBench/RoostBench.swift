import ArgumentParser
import Contenders
import Foundation
import Measuring
import Sessions

@main
struct RoostBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-bench",
        abstract: "Runs each workload on Roost, on GRDB, on LevelDB by hand, in turns, and compares.")

    @Option(help: "Only workloads whose names contain one of these words, separated by commas.")
    var filter = ""

    @Option(help: "Records that the stores are loaded with.")
    var records: Int?

    @Option(help: "Turns of each contender in each workload.")
    var rounds: Int?

    @Flag(help: "Fewer records and shorter turns; proves nothing.")
    var quick = false

    @Option(help: "The folder for results.")
    var results = "results"

    @Option(help: "The folder for the stores, on a disk; it is removed afterwards.")
    var stores = ".build/stores"

    @Option(help: "The program that measures the codec; without it, encode and decode are left out.")
    var codec: String?

    mutating func validate() throws {
        guard records.map({ $0 >= 1_000 && $0 <= 1_000_000 }) ?? true else {
            throw ValidationError("records: from 1,000 to 1,000,000")
        }
        guard rounds.map({ $0 >= 1 }) ?? true else { throw ValidationError("rounds: 1 or more") }
    }

    func run() async throws {
        let start = nanoseconds()
        let words = filter.split(separator: ",").map(String.init)
        var settings = quick ? Settings.quick(filter: words) : Settings.full(filter: words)
        settings.records = records ?? settings.records
        settings.rounds = rounds ?? settings.rounds
        let folder = URL(fileURLWithPath: stores, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let system = SystemDescription(
            folder: folder,
            versions: ["GRDB": "7.10.0", "SQLite": try GRDBStore.version(), "LevelDB": FloorStore.version])

        let bench = Bench(settings: settings, folder: folder)
        try measureCodec(for: bench)
        for workload in allWorkloads() where workload.names.contains(where: settings.includes) {
            let begin = nanoseconds()
            try await workload.run(on: bench)
            print("\(workload.names.joined(separator: ", ")) took \((nanoseconds() - begin) / 1_000_000) ms")
            fflush(nil)
        }
        try bench.stores.close()

        let report = Report(
            system: system, rows: bench.rows, latencies: bench.latencies, records: settings.records,
            jsonBytes: bench.dataset.jsonBytes)
        print("\n\(report.text)\n")
        try write(report, isWhole: words.isEmpty)
        print("took \((nanoseconds() - start) / 1_000_000_000) s")
    }

    private func measureCodec(for bench: Bench) throws {
        guard bench.settings.includes("encode") || bench.settings.includes("decode") else { return }
        guard let codec else {
            print("encode and decode are left out: --codec names the program that measures them")
            return
        }
        guard let output = Command.output([codec, "\(bench.settings.rounds)"]) else {
            throw BenchFailure("\(codec) failed")
        }
        for row in try JSONDecoder().decode([Row].self, from: Data(output.utf8)) { bench.report(row) }
    }

    /// A part of the workloads must not replace the results of all.
    private func write(_ report: Report, isWhole: Bool) throws {
        let name = (quick ? "quick" : "bench") + (isWhole ? "" : "-filtered")
        let results = try Results(at: results)
        try results.write(report.rows, to: "\(name).json")
        try results.write(report.latencies, to: "\(name)-latencies.json")
        try results.write(report.system, to: "\(name)-system.json")
        try results.write(report.text + "\n", to: "\(name).txt")
        for (chart, value) in report.charts where !value.isEmpty {
            try results.write(chart: value.svg, to: "\(name)-\(chart)")
        }
    }
}
