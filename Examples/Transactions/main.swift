import Foundation
import Roost

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("transactions-\(UUID().uuidString)")

func demonstrate() async throws {
    let db = try Database.open(at: folder.path, tables: [Account.table])
    try Keys.assign(db)
    try Keys.refuseDuplicates(db)
    try Undoing.transaction(db)
    try Undoing.savepoint(db)
    try Undoing.statement(db)
    try Isolation.view(db)
    try Isolation.reentry(db)
    try await Concurrency.run(db)

    print("\nThe store afterwards")
    try show("problems found by a verification", try await db.verify().problems, expected: [])
    try await db.close()
}

do {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await demonstrate()
    print("\nEverything happened as expected.")
} catch {
    fail(error)
}
