import ArgumentParser
import Foundation
import Measuring

@main
struct RoostFlood: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roost-flood",
        abstract: "Floods the example LoginServer, and tells what an innocent client notices of it.")

    @Option(help: "The server's executable.")
    var server: String

    @Option(help: "How long each flood lasts.")
    var seconds = 30

    @Option(help: "Clients of each kind of attack.")
    var clients = 64

    @Option(help: "The niceness of the attackers' threads, who have machines of their own elsewhere.")
    var nice: Int32 = 19

    @Flag(help: "Flood by each kind alone, too.")
    var each = false

    @Option(help: "The folder for the store and the log.")
    var store = ".build/store-flood"

    func validate() throws {
        guard seconds > 0, (1...250).contains(clients) else { throw ValidationError("numbers are out of range") }
    }

    func run() throws {
        let floods = (each ? Attack.allCases.map { [$0] } : []) + [Attack.allCases]
        print("\(clients) attackers of each kind for \(seconds) s, niceness \(nice)\n")
        for kinds in floods {
            let folder = URL(fileURLWithPath: store, isDirectory: true)
            try FileSystem.empty(folder)
            let server = try ServerProcess(server, in: folder)
            defer { server.kill() }
            try Flood(server: server, kinds: kinds, clients: clients, seconds: seconds, priority: nice).run()
            try server.stop()
            print("")
        }
    }
}
