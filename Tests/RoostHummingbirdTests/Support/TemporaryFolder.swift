#if Hummingbird
import Foundation

/// A folder of its own for each test, removed with it.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("roost-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
#endif
