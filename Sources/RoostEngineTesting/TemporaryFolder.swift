import Foundation

/// A folder of its own for each test, removed with it.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory
        path = base.appendingPathComponent("roost-\(UUID().uuidString)").path
        // Whatever the umask of whoever runs the tests is: a store refuses a folder that others can write to.
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func path(_ name: String) -> String { path + "/" + name }
}
