import ArgumentParser
import Foundation

@main
struct RoostInstructions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-instructions",
        abstract: "Counts the instructions of single operations, and fails when one takes 5 % more than its budget.")

    @Option(help: "The file with the budget.")
    var budget = "instructions.txt"

    @Flag(help: "Writes what was counted as the budget.")
    var refresh = false

    @Flag(help: .hidden)
    var count = false

    func run() throws {
        if count { return try Self.workloads().forEach(Callgrind.run) }
        let file = URL(fileURLWithPath: budget)
        let counted = try Callgrind.instructions()
        if refresh, !FileManager.default.fileExists(atPath: budget) { return try Budget.write(counted, to: file) }
        let (table, failures) = try Budget(at: file).compare(counted)
        print(table)
        if refresh { return try Budget.write(counted, to: file) }
        guard !failures.isEmpty else { return }
        for failure in failures { print("FAILED: \(failure)") }
        print(
            """
            Find out which commit it was and why (callgrind_annotate shows the functions). Where the growth is worth it,
            refresh the budget: make bench-instructions BENCH_ARGS=--refresh
            """)
        throw ExitCode(1)
    }

    private static func workloads() throws -> [Workload] {
        try Reading().workloads + Coding().workloads + Naming().workloads + Writing().workloads
    }
}
