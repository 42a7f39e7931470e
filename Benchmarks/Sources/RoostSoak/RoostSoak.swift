import ArgumentParser
import Foundation
import Measuring

@main
struct RoostSoak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-soak",
        abstract: "Keeps one store under load, and fails when anything grows, breaks or gets lost.")

    @Option(help: "How long.")
    var seconds = 3_600

    @Option(help: "Tasks of the load.")
    var tasks = 8

    @Option(help: "Seconds between two samples.")
    var sampleSeconds = 5

    @Option(help: "What the load is drawn from; random unless given. The order of the tasks differs all the same.")
    var seed: UInt64?

    @Option(help: "The folder for results.")
    var results = "results"

    @Option(help: "The folder for the store, on a disk; it is removed afterwards when all went well.")
    var store = ".build/store-soak"

    func validate() throws {
        guard seconds > 0, tasks > 0, sampleSeconds > 0 else { throw ValidationError("numbers have to be above 0") }
    }

    func run() async throws {
        let folder = URL(fileURLWithPath: store, isDirectory: true)
        try FileSystem.empty(folder)
        let seed = seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("soak of \(seconds) s, \(tasks) tasks, seed \(seed)")
        let soak = Soak(folder: folder, seconds: seconds, tasks: tasks, sampleSeconds: sampleSeconds, seed: seed)
        let (samples, verdict) = try await soak.run()
        try Results(at: results).write(samples, to: "soak.json")
        guard verdict.problems.isEmpty else {
            print("FAILED, seed \(seed); the store is left in \(folder.path)")
            for problem in verdict.problems { print("- \(problem)") }
            throw ExitCode(1)
        }
        try FileManager.default.removeItem(at: folder)
        print("all is well")
    }
}
