import Foundation

/// A folder of its own for each test, removed with it.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory
        path = base.appendingPathComponent("roost-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func path(_ name: String) -> String { path + "/" + name }
}
