import Foundation

/// A folder that does not exist yet, and is removed with this value.
final class TemporaryPlace: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "roost-performance-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
