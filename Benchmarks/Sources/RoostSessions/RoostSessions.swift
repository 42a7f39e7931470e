import ArgumentParser
import Contenders
import Foundation
import Measuring

@main
struct RoostSessions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-sessions",
        abstract: "Compares Sessions with session stores over GRDB, at a million sessions.")

    @Flag(help: "50,000 sessions and a tenth of the operations; proves nothing.")
    var quick = false

    @Option(help: "Live sessions.")
    var sessions: Int?

    @Option(help: "Rounds of each mix.")
    var rounds = 5

    @Option(help: "Operations of a mix in a round, of all threads together.")
    var operations: Int?

    @Option(help: "Calls of each verb from one thread.")
    var calls: Int?

    @Option(help: "Only mixes whose name begins so.")
    var filter = ""

    @Flag(help: "Only Roost, for a profile.")
    var onlyRoost = false

    @Option(help: "The folder for results.")
    var results = "results"

    @Option(help: "The folder for the stores, on a disk; it is removed afterwards.")
    var stores = ".build/stores-sessions"

    func run() throws {
        let count = sessions ?? (quick ? 50_000 : 1_000_000)
        let folder = URL(fileURLWithPath: stores, isDirectory: true)
        try FileSystem.empty(folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let results = try Results(at: results)
        let prefix = quick ? "sessions-quick" : "sessions"
        let system = SystemDescription(
            folder: folder,
            versions: ["GRDB": "7.10.0", "SQLite": try GRDBStore.version(), "LevelDB": FloorStore.version])
        var text = system.text
        show(text)
        func report(_ part: String, _ rows: some Encodable, _ name: String) throws {
            show(part)
            text += "\n\n\(part)"
            try results.write(rows, to: "\(prefix)-\(name).json")
        }

        let clock = MovingClock()
        let roost = try RoostTokenStore(at: folder.appendingPathComponent("roost", isDirectory: true), clock: clock)
        var sides = [try Population(count, in: roost)]
        if !onlyRoost {
            func place(_ name: String) throws -> URL {
                let place = folder.appendingPathComponent(name, isDirectory: true)
                try FileSystem.empty(place)
                return place
            }
            let tuned = try GRDBTunedTokenStore(at: try place("grdb-tuned"), clock: clock)
            sides.append(try Population(count, in: tuned))
            sides.append(try Population(count, in: try GRDBTokenStore(at: try place("grdb"), clock: clock)))
        }
        defer { for side in sides { try? side.store.close() } }
        let loading = sides.map(\.loading)
        try report(SessionsReport.text(loading), loading, "loading")

        let bench = SessionsBench(sides, clock: clock, rounds: rounds)
        let mixes = Mix.all(operations: operations ?? (quick ? 3_200 : 32_000)).filter { $0.name.hasPrefix(filter) }
        let lines = try mixes.flatMap { mix in
            let lines = try bench.measure(mix)
            show(SessionsReport.text(lines))
            return lines
        }
        try report(SessionsReport.text(lines), lines, "mix")

        let verbs = try [StoreDurability.full, .relaxed].flatMap { durability in
            try SingleVerb.allCases.flatMap { verb in
                try bench.measure(verb, SessionRules(durability: durability), calls: calls ?? (quick ? 900 : 9_000))
            }
        }
        try report(SessionsReport.text(verbs), verbs, "verbs")

        // Lives for a month.
        let survivor = try roost.verbs(SessionRules()).signIn(Account(number: 1)).access
        let expiry = try ExpiryPhase(store: roost, clock: clock).run(token: survivor)
        try report(SessionsReport.text(expiry), expiry, "expiry")
        try results.write(text + "\n", to: "\(prefix).txt")
    }

    private func show(_ text: String) {
        print("\n\(text)")
        fflush(nil)
    }
}
