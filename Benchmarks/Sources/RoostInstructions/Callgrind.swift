import CCallgrind
import Foundation

/// Counts instructions: this program runs itself under callgrind, and reads what that has written.
enum Callgrind {
    /// The instructions of one operation of each workload, in their order. Two runs differ by a thousandth, and by a hundredth at
    /// most.
    static func instructions() throws -> [(name: String, count: Int)] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("roost-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "valgrind", "--tool=callgrind", "--quiet", "--collect-atstart=no", "--instr-atstart=no",
            "--callgrind-out-file=\(folder.path)/counts",
            (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])).path, "--count",
        ]
        // Sets and dictionaries come in the same order in every run.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw WorkloadFailure(description: "valgrind failed with \(process.terminationStatus)")
        }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.compactMap(count).sorted { $0.part < $1.part }.map { ($0.name, $0.count) }
    }

    /// Runs a workload once, and once more to be counted.
    static func run(_ workload: Workload) throws {
        _ = try workload.pass()
        callgrind_begin()
        let done = Result { try workload.pass() }
        callgrind_end("\(workload.name) \(workload.operations)")
        guard try done.get() == workload.operations else {
            throw WorkloadFailure(
                description: "\(workload.name) did \(try done.get()) operations, not \(workload.operations)")
        }
    }

    /// Reads a file; nil for the one that is written when the program ends.
    private static func count(in file: URL) throws -> (part: Int, name: String, count: Int)? {
        let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
        func value(_ key: String) -> Substring? { lines.first { $0.hasPrefix(key) }?.dropFirst(key.count) }
        guard let part = value("part: ").flatMap({ Int($0) }), let total = value("totals: ").flatMap({ Int($0) }),
            let words = value("desc: Trigger: Client Request: ")?.split(separator: " "), words.count == 2,
            let operations = Int(words[1])
        else { return nil }
        return (part, String(words[0]), total / operations)
    }
}
