import ArgumentParser
import Foundation
import Measuring

@main
struct RoostScan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-scan",
        abstract: "Reads all records of a large table, and fails when that takes too much memory.")

    @Option(help: "Records of the table; at most a million.")
    var records = 1_000_000

    @Option(help: "The most megabytes that a scan may allocate beyond what the open store has.")
    var limit = 64

    @Option(help: "The folder for results.")
    var results = "results"

    @Option(help: "The folder for the store, on a disk; it is removed afterwards.")
    var store = ".build/store-scan"

    @Flag(help: .hidden)
    var fill = false

    @Option(help: .hidden)
    var scan: ScanWay?

    func validate() throws {
        guard (1...1_000_000).contains(records) else { throw ValidationError("records have to be 1 to 1,000,000") }
    }

    func run() async throws {
        let store = ScanStore(folder: URL(fileURLWithPath: self.store, isDirectory: true))
        if fill { return try store.fill(records) }
        if let scan {
            let line = try await ScanLine.measure(scan, store, records: records)
            return FileHandle.standardOutput.write(try JSONEncoder().encode(line))
        }
        guard ProcessMemory.now() != nil else {
            print("roost-scan is not supported here: it needs /proc/self/status of Linux, with RssAnon and RssFile")
            throw ExitCode(2)
        }
        try FileSystem.empty(store.folder)
        defer { try? FileManager.default.removeItem(at: store.folder) }
        let results = try Results(at: results)
        try results.write(SystemDescription(folder: store.folder, versions: [:]), to: "scan-system.json")
        try compare(with: results, in: store)
    }

    private func compare(with results: Results, in store: ScanStore) throws {
        let common = ["--records", "\(records)", "--store", store.folder.path]
        _ = try OwnProcess.output(common + ["--fill"])
        show("\(records) records, \(ScanReport.megabytes(try FileSystem.bytes(in: store.folder))) MB on disk")
        let lines = try ScanWay.allCases.map { way in
            try JSONDecoder().decode(ScanLine.self, from: OwnProcess.output(common + ["--scan", way.rawValue]))
        }
        show(ScanReport.text(lines))
        try results.write(lines, to: "scan.json")
        let over = lines.filter { $0.above.allocated > limit * 1_000_000 }
        for line in over { print("FAILED: \(line.way.text) has allocated more than \(limit) MB") }
        if !over.isEmpty { throw ExitCode(1) }
        print("No scan has allocated more than \(limit) MB.")
    }

    private func show(_ text: String) {
        print("\n\(text)")
        fflush(nil)
    }
}

extension ScanWay: ExpressibleByArgument {}
