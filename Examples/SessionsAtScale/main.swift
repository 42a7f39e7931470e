// A great many user sessions: 20,000 unless an argument says how many, and `make sessions-at-scale` takes a million.
// Clients look up, touch, refresh and sign out at once; then half of the sessions expire, and are swept while the clients
// go on. Every answer is checked, and the program tells how long each operation took, and what is left on disk.

import Foundation

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sessions-at-scale-\(UUID().uuidString)")

do {
    defer { try? FileManager.default.removeItem(at: folder) }
    let argument = CommandLine.arguments.dropFirst().first ?? "20000"
    guard let sessions = Int(argument), (1_000...100_000_000).contains(sessions) else {
        throw Mismatch("the number of sessions is \(argument); it has to be from 1000 to 100000000")
    }
    var run = try Run(Plan(sessions: sessions), path: folder.path)
    try await run.run()
    print("\nEverything happened as expected.")
} catch {
    fail(error)
}
