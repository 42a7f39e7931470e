package import Foundation

/// What stands on disk and what went there.
package enum FileSystem {
    /// Bytes of all files in a folder, or of those whose names end so.
    package static func bytes(in folder: URL, suffix: String = "") throws -> Int {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])
            .filter { $0.lastPathComponent.hasSuffix(suffix) }
        return try files.reduce(0) { sum, file in
            sum + (try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
        }
    }

    /// Makes an empty folder.
    package static func empty(_ folder: URL) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Bytes that this process has handed to `write` and its kind so far; nil where the system does not count them.
    package static func bytesWritten() -> Int? {
        // In pieces, because the file says that it is empty.
        guard let file = FileHandle(forReadingAtPath: "/proc/self/io"), let data = try? file.read(upToCount: 4_096)
        else { return nil }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("wchar:") }
        return line.flatMap { Int($0.dropFirst(6).trimmingCharacters(in: .whitespaces)) }
    }
}
