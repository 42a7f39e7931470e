import ArgumentParser
import Contenders
import Foundation
import Measuring

@main
struct RoostSizes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-sizes", abstract: "Measures bytes on disk, write amplification, churn and stalls.")

    @Flag(help: "A tenth of everything or less; proves nothing.")
    var quick = false

    @Option(help: "Only these parts, separated by commas: sizes, amplification, churn, stalls.")
    var only = "sizes,amplification,churn,stalls"

    @Option(help: "Single inserts of the part on stalls.")
    var puts: Int?

    @Option(help: "The folder for results.")
    var results = "results"

    @Option(help: "The folder for the stores, on a disk; it is removed afterwards.")
    var stores = ".build/stores-sizes"

    func run() throws {
        let parts = Set(only.split(separator: ",").map(String.init))
        let folder = URL(fileURLWithPath: stores, isDirectory: true)
        try FileSystem.empty(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = folder.appendingPathComponent("store", isDirectory: true)
        let results = try Results(at: results)
        let prefix = quick ? "sizes-quick" : "sizes"
        let system = SystemDescription(
            folder: folder,
            versions: ["GRDB": "7.10.0", "SQLite": try GRDBStore.version(), "LevelDB": FloorStore.version])
        try results.write(system, to: "\(prefix)-system.json")
        show(system.text)

        if parts.contains("sizes") {
            let lines = try RecordSizes(folder: store, total: quick ? 2_000_000 : 20_000_000).run()
            show("\(SizesReport.text(lines))")
            try results.write(lines, to: "\(prefix).json")
        }
        if parts.contains("amplification") {
            let lines = try WriteAmplification(folder: store, records: quick ? 10_000 : 100_000).run()
            show("\(SizesReport.text(lines))")
            try results.write(lines, to: "\(prefix)-amplification.json")
        }
        if parts.contains("churn") {
            let records = quick ? 5_000 : 50_000
            let points = try Churn(folder: store, records: records, steps: quick ? 10 : 20).run()
            show("\(SizesReport.text(points))")
            try results.write(points, to: "\(prefix)-churn.json")
            try results.write(chart: SizesReport.chart(points, records: records).svg, to: "\(prefix)-churn")
        }
        if parts.contains("stalls") {
            let lines = try Stalls(folder: store, puts: puts ?? (quick ? 50_000 : 2_000_000)).run()
            show("\(SizesReport.text(lines))")
            try results.write(lines, to: "\(prefix)-stalls.json")
            try results.write(chart: SizesReport.chart(lines).svg, to: "\(prefix)-stalls")
        }
    }

    private func show(_ text: String) {
        print("\n\(text)")
        fflush(nil)
    }
}
